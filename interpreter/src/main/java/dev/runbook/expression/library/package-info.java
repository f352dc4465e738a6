/// What the operators and functions of expressions compute: from values to a value, knowing nothing of syntax.
@NullMarked
package dev.runbook.expression.library;

import org.jspecify.annotations.NullMarked;
