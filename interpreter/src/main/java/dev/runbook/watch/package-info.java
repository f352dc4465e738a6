/// What is seen beside a step while it runs, folded into what a report can say: locks, limits, samples, progress.
@NullMarked
package dev.runbook.watch;

import org.jspecify.annotations.NullMarked;
