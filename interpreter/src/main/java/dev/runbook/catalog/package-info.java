/// A database's catalog as text that people read, and how two of them differ.
@NullMarked
package dev.runbook.catalog;

import org.jspecify.annotations.NullMarked;
