@NullMarked
package dev.runbook.dump;

import org.jspecify.annotations.NullMarked;
