/// The command line: the verbs and their options. Only the rooms below `cli` touch System.out.
@NullMarked
package dev.runbook.cli;

import org.jspecify.annotations.NullMarked;
