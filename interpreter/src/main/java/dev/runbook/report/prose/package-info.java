/// What people write in Markdown, read into paragraphs, lists and blocks, so that nothing in it can break a page.
@NullMarked
package dev.runbook.report.prose;

import org.jspecify.annotations.NullMarked;
