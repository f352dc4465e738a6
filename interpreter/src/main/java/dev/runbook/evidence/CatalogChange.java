package dev.runbook.evidence;

import java.util.List;

/// What differs in one object of a database's catalog.
///
/// @param object its kind and name: `table public.orders`
/// @param lines `-` before what was there, `+` before what is there, a space before what is shown for orientation
public record CatalogChange(String object, Kind kind, List<String> lines) {

    /// What became of the object.
    public enum Kind {
        /// It was not there before.
        ADDED,
        /// It is not there any more.
        REMOVED,
        /// It is not as it was.
        CHANGED
    }

    public CatalogChange {
        lines = List.copyOf(lines);
    }
}
