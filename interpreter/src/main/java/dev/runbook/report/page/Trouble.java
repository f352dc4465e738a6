package dev.runbook.report.page;

import dev.runbook.report.fact.Piece;
import dev.runbook.report.prose.Prose;
import java.util.List;

/// A failure: which step, why, and the evidence.
///
/// @param under the name of the step that it checks or undoes, or empty
/// @param where how the two belong together: `in`, `check of`, `rollback of`; else `recovery`, `success check` or
///              `sandbox setup`
/// @param checks the differences between what was expected and what was found
/// @param evidence what else was kept of the failure
/// @param output what the step saw
/// @param diagnosis the steps that gathered evidence about it
public record Trouble(Label step, String under, String where, String title, String code, List<Prose> advice,
        List<Piece> checks, List<Piece> evidence, List<Piece> output, List<Entry> diagnosis) {

    public boolean anyDiagnosis() {
        return !diagnosis.isEmpty();
    }
}
