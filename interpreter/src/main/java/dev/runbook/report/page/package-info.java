/// What a report shows, as plain data for templates: texts, truths and lists, in the order in which they are read.
@NullMarked
package dev.runbook.report.page;

import org.jspecify.annotations.NullMarked;
