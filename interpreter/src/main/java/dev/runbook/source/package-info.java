/// Text as it was read, and places in it.
@NullMarked
package dev.runbook.source;

import org.jspecify.annotations.NullMarked;
