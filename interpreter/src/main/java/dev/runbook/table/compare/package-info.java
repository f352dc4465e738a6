/// What was found beside what was expected, and the difference shown.
@NullMarked
package dev.runbook.table.compare;

import org.jspecify.annotations.NullMarked;
