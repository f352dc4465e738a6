/// Results and messages in the words and columns in which psql prints them.
@NullMarked
package dev.runbook.table.psql;

import org.jspecify.annotations.NullMarked;
