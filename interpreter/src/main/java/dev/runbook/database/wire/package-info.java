/// The messages of PostgreSQL's protocol, seen on their way to pgjdbc: rows without a limit, notices as they
/// come, tags and transaction states as the server sent them.
@NullMarked
package dev.runbook.database.wire;

import org.jspecify.annotations.NullMarked;
