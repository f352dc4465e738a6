/// A table of texts: its columns, its cells, and what a cell is expected to hold.
@NullMarked
package dev.runbook.table;

import org.jspecify.annotations.NullMarked;
