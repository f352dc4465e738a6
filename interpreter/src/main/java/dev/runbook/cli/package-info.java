/// The command line: verbs, exit codes, and the wiring of everything below. Only this room touches System.out.
@NullMarked
package dev.runbook.cli;

import org.jspecify.annotations.NullMarked;
