@NullMarked
package dev.runbook.run.watching;

import org.jspecify.annotations.NullMarked;
