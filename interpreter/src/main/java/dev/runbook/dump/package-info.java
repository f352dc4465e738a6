/// Dumps of databases: what is in one, whether it is whole, which are ours, and what a restore would leave behind.
/// PostgreSQL's own programs read and write them; what they print is read here.
@NullMarked
package dev.runbook.dump;

import org.jspecify.annotations.NullMarked;
