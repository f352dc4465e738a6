/// The story of a run: its events, who listens to them, and the record that they add up to.
@NullMarked
package dev.runbook.story;

import org.jspecify.annotations.NullMarked;
