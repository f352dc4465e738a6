/// Waiting for locks: how long, behind whom, and whether once more.
@NullMarked
package dev.runbook.lockwait;

import org.jspecify.annotations.NullMarked;
