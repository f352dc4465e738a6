/// Mustache templates: where they come from, how each format escapes, and what is said of a mistake in one.
@NullMarked
package dev.runbook.report.template;

import org.jspecify.annotations.NullMarked;
