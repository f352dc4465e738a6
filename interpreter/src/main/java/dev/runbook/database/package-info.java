/// PostgreSQL as the runner sees it: sessions that run one statement at a time exactly as given, what the
/// server answered, who else is at work, and what became of a commit nobody saw the end of.
@NullMarked
package dev.runbook.database;

import org.jspecify.annotations.NullMarked;
