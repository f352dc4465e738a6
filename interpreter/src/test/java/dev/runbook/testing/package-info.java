/// What tests share: a real PostgreSQL with a fresh database for each who asks, the real psql, stand-in servers.
@NullMarked
package dev.runbook.testing;

import org.jspecify.annotations.NullMarked;
