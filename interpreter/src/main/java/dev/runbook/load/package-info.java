/// The front door: a file in, a runbook or all its problems out.
@NullMarked
package dev.runbook.load;

import org.jspecify.annotations.NullMarked;
