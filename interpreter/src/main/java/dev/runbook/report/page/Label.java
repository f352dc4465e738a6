package dev.runbook.report.page;

/// What a step is called.
///
/// @param anchor its place in the report: letters, digits, `-`, `_` and `.`
/// @param number its number among the steps, `3.1`, or empty
/// @param kind the word of the language: `sql`, `shell`, …
public record Label(String anchor, String number, String key, String name, String kind) {}
