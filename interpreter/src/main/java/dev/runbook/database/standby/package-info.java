/// Standbys: who follows a server, how far behind each is, and whether it has got to a certain place.
@NullMarked
package dev.runbook.database.standby;

import org.jspecify.annotations.NullMarked;
