/// A disposable PostgreSQL of our own: a real server on this machine that is gone when its owner is.
@NullMarked
package dev.runbook.sandbox;

import org.jspecify.annotations.NullMarked;
