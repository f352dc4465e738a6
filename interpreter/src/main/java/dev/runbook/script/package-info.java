/// Runs a script on a session as psql would, and keeps what came of it.
@NullMarked
package dev.runbook.script;

import org.jspecify.annotations.NullMarked;
