package dev.runbook.story;

import org.jspecify.annotations.Nullable;

/// Names one step of a run, in the journal and in every report.
///
/// @param key unique in the run and the same in every run of the same file: `migrate`, `migrate.rollback.1`,
///            `recovery.restore.2`
/// @param parent the key of the group, or of the step whose check or undo this is; null at the top
/// @param phase why it runs
/// @param kind the word of the language: `sql`, `shell`, `steps`, …
public record StepRef(String key, @Nullable String parent, Phase phase, String name, String kind) {

    /// Why a step runs.
    public enum Phase {
        /// Sets the sandbox up.
        SETUP,
        /// The work itself.
        FORWARD,
        /// Checks another step.
        VERIFY,
        /// Gathers evidence about a failure.
        DIAGNOSE,
        /// Takes a step back.
        ROLLBACK,
        /// Another way out.
        RECOVERY,
        /// Judges the end.
        SUCCESS,
        /// Looks again, hours and days after the run.
        FOLLOWUP
    }
}
