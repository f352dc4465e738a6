/// The program is killed, wherever it can be, and taken up again.
@NullMarked
package dev.runbook.crash;

import org.jspecify.annotations.NullMarked;
