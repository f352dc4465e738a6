/// The plan: a runbook with its inputs resolved, ready to be shown or run.
@NullMarked
package dev.runbook.plan;

import org.jspecify.annotations.NullMarked;
