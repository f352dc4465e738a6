/// The vocabulary of expectations: what a step's outcome is held against.
@NullMarked
package dev.runbook.check;

import org.jspecify.annotations.NullMarked;
