/// What stands in a script: statements, psql's commands, inline data; and how a psql command is read.
@NullMarked
package dev.runbook.sql.item;

import org.jspecify.annotations.NullMarked;
