/// The processes of this machine: which there are, and how to end those that belong together.
@NullMarked
package dev.runbook.shell.process;

import org.jspecify.annotations.NullMarked;
