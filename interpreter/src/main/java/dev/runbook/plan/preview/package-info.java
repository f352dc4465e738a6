/// The plan as people and programs read it: every step in its order, with what is known of it before the start.
@NullMarked
package dev.runbook.plan.preview;

import org.jspecify.annotations.NullMarked;
