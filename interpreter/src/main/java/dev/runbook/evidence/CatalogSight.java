package dev.runbook.evidence;

import java.util.List;

/// What was seen of a database's catalog at one moment of a run.
///
/// @param sha256 of its text, in hexadecimal: equal catalogs have equal hashes
/// @param objects how many objects it holds: tables, views, functions, …
/// @param file where its text is kept in the run's folder, or empty
/// @param unread what could not be read, and why, a sentence each
public record CatalogSight(Moment moment, String sha256, long objects, String file, List<String> unread) {

    /// When a run looks.
    public enum Moment {
        /// Before the first step; on a sandbox, after its setup.
        BEFORE,
        /// When everything is over, a rollback included.
        AFTER
    }

    public CatalogSight {
        unread = List.copyOf(unread);
    }
}
