@NullMarked
package dev.runbook.shell;

import org.jspecify.annotations.NullMarked;
