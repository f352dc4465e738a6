@NullMarked
package dev.runbook.shell.process;

import org.jspecify.annotations.NullMarked;
