/// The console: prints the story as it happens.
@NullMarked
package dev.runbook.console;

import org.jspecify.annotations.NullMarked;
