/// Which database is meant: targets in every spelling that people use, read as libpq reads them.
@NullMarked
package dev.runbook.database.settings;

import org.jspecify.annotations.NullMarked;
