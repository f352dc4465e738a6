/// What a statement may do: its kind, whether it only reads, whether it can run in a transaction.
@NullMarked
package dev.runbook.sql.effect;

import org.jspecify.annotations.NullMarked;
