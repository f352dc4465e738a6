/// Starts runs, takes them up again, and makes the rounds of their follow-ups.
@NullMarked
package dev.runbook.cli.launch;

import org.jspecify.annotations.NullMarked;
