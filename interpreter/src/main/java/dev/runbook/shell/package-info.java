/// Scripts run on this machine or on a host, in a process group of their own, with bounded output.
@NullMarked
package dev.runbook.shell;

import org.jspecify.annotations.NullMarked;
