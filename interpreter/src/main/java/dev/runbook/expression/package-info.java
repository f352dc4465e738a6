/// Expressions in CEL's syntax and meaning, and texts with expressions in them: read, checked, computed.
///
/// The language: <https://github.com/google/cel-spec/blob/master/doc/langdef.md>. Left out: `uint`, `bytes`, timestamps,
/// messages, maps whose keys are not texts, and names that begin with a point.
@NullMarked
package dev.runbook.expression;

import org.jspecify.annotations.NullMarked;
