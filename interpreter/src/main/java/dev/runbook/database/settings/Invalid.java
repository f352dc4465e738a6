package dev.runbook.database.settings;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Span;
import org.jspecify.annotations.Nullable;

/// Where a target's text comes from, so that a mistake in it is told at its place. Never quotes the text
/// itself, which may hold a password.
record Invalid(String origin, @Nullable Span place) {
    static final String SPELLINGS = "Write postgresql://user@host:5432/database, or host=… port=… dbname=… user=….";

    Refusal because(String what, String advice) {
        return new Refusal(Problem.error(place, origin + ": " + what, advice));
    }

    Refusal because(String what) {
        return because(what, SPELLINGS);
    }
}
