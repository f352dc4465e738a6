/// SQL scripts read as psql reads them: statements, psql's commands, variables, inline COPY data.
@NullMarked
package dev.runbook.sql;

import org.jspecify.annotations.NullMarked;
