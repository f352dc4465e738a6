package dev.runbook.report.template;

/// How a value is written so that it stays text in its format.
@FunctionalInterface
public interface Escaping {
    String escape(String value);
}
