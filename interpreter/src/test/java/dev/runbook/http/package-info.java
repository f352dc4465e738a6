@NullMarked
package dev.runbook.http;

import org.jspecify.annotations.NullMarked;
