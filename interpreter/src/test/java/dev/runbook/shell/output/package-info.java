@NullMarked
package dev.runbook.shell.output;

import org.jspecify.annotations.NullMarked;
