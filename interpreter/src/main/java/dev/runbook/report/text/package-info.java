/// What is done to a text before it may stand in a report: made visible, made comparable, escaped, coloured.
@NullMarked
package dev.runbook.report.text;

import org.jspecify.annotations.NullMarked;
