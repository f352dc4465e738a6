/// Facts as reports show them: cut to a length, made visible, with what a template needs to lay them out.
@NullMarked
package dev.runbook.report.fact;

import org.jspecify.annotations.NullMarked;
