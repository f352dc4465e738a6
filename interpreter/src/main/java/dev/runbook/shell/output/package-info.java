/// What a process says: filtered, logged whole, kept in part, shown while it comes.
@NullMarked
package dev.runbook.shell.output;

import org.jspecify.annotations.NullMarked;
