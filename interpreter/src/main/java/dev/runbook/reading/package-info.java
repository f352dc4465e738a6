/// What every reader of a runbook's nodes needs: typed access to keys, and names to be checked at the end.
@NullMarked
package dev.runbook.reading;

import org.jspecify.annotations.NullMarked;
