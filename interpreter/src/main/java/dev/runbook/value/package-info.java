/// Typed values, as runbooks compute with them, and what keeps secrets out of sight.
@NullMarked
package dev.runbook.value;

import org.jspecify.annotations.NullMarked;
