/// A run's papers: what it was asked, what it is called, and the copies and heads that it leaves in its folder.
@NullMarked
package dev.runbook.cli.papers;

import org.jspecify.annotations.NullMarked;
