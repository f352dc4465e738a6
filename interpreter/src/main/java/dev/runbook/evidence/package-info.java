/// What was observed, what was made of it, and the few shapes in which it is shown.
@NullMarked
package dev.runbook.evidence;

import org.jspecify.annotations.NullMarked;
