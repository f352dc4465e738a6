/// What is sent to the person to whom an incident is escalated.
@NullMarked
package dev.runbook.report.incident;

import org.jspecify.annotations.NullMarked;
