/// What a journal knows of a run that is taken up again.
@NullMarked
package dev.runbook.run.past;

import org.jspecify.annotations.NullMarked;
