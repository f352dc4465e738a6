/// A run's time axis, and what its steps did on it.
@NullMarked
package dev.runbook.report.timeline;

import org.jspecify.annotations.NullMarked;
