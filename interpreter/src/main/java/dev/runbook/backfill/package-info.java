/// A large table changed in small transactions, in the order of its key.
@NullMarked
package dev.runbook.backfill;

import org.jspecify.annotations.NullMarked;
