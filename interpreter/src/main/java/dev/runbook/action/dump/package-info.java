/// How backups and restores are carried out: PostgreSQL's own programs, and what is looked at before and after.
@NullMarked
package dev.runbook.action.dump;

import org.jspecify.annotations.NullMarked;
