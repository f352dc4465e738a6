/// Scripts read from files, of which the data of a large one stays where it is.
@NullMarked
package dev.runbook.sql.file;

import org.jspecify.annotations.NullMarked;
