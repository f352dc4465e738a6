/// The surroundings: the terminal, the keyboard, the environment, and what a process says when it ends.
@NullMarked
package dev.runbook.cli.terminal;

import org.jspecify.annotations.NullMarked;
