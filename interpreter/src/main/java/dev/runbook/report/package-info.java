/// A run as something to read: Markdown, one page of HTML, JSON and JUnit's XML.
@NullMarked
package dev.runbook.report;

import org.jspecify.annotations.NullMarked;
