package dev.runbook.model;

import dev.runbook.source.Span;
import dev.runbook.value.Value;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A parameter: its type, its limits, and what it is when nobody says.
///
/// @param otherwise its default, or null when it must be given
public record Param(String name, Type type, String description, @Nullable Value otherwise, List<Value> oneOf,
        @Nullable Pattern matches, boolean secret, Span span) {

    /// The types that a parameter can have.
    public enum Type {
        STRING, INTEGER, NUMBER, BOOLEAN, DURATION, LIST
    }
}
