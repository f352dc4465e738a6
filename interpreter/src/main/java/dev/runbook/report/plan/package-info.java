/// A plan as a page that people review before the run.
@NullMarked
package dev.runbook.report.plan;

import org.jspecify.annotations.NullMarked;
