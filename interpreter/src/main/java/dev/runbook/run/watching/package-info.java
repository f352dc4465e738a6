/// Looks after steps while they run: on connections and threads of its own, beside them.
@NullMarked
package dev.runbook.run.watching;

import org.jspecify.annotations.NullMarked;
