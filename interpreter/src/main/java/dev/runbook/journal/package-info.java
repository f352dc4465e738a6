/// The journal: every event of a run on disk before the next effect, and back.
@NullMarked
package dev.runbook.journal;

import org.jspecify.annotations.NullMarked;
