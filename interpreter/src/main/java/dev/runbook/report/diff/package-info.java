/// What differs between two runs of a runbook.
@NullMarked
package dev.runbook.report.diff;

import org.jspecify.annotations.NullMarked;
