/// A run as JUnit's test results, which CI systems show.
@NullMarked
package dev.runbook.report.junit;

import org.jspecify.annotations.NullMarked;
