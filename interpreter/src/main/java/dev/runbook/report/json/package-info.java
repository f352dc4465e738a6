/// A run as one JSON document, for programs.
@NullMarked
package dev.runbook.report.json;

import org.jspecify.annotations.NullMarked;
