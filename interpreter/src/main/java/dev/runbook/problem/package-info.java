/// What is wrong, where, and what to do about it; and how that is shown.
@NullMarked
package dev.runbook.problem;

import org.jspecify.annotations.NullMarked;
