package dev.runbook.report.text;

/// How a run's texts get into a report.
@FunctionalInterface
public interface Wording {
    /// The text as the report shows it, not escaped yet.
    String of(String text);
}
