/// Where SQL statements end, and what stands in them: psql's scanner, its variables and how it quotes them.
@NullMarked
package dev.runbook.sql.scan;

import org.jspecify.annotations.NullMarked;
