/// Scripts played on a real server, beside the real psql.
@NullMarked
package dev.runbook.script;

import org.jspecify.annotations.NullMarked;
