package dev.runbook.report.page;

import dev.runbook.report.fact.Piece;
import dev.runbook.report.timeline.Timeline;
import java.util.List;

/// One step of a report.
///
/// @param depth 0 at the top, 1 in a group, and so on
/// @param status `passed`, `warned`, `failed`, `skipped`, `cut-off` or `not-run`
/// @param why what its failure says, or empty
/// @param verifies the steps that check it
/// @param tries those that failed before the last one
/// @param diagnosis the steps that gathered evidence when it failed
public record Entry(Label label, int depth, boolean group, String status, String mark, String summary, String why,
        Timing timing, List<Piece> source, List<Check> checks, List<Piece> output, List<Answer> answers,
        List<Tries.Try> tries, String undo, List<Entry> verifies, List<Entry> diagnosis) {

    /// When a step ran and how long.
    ///
    /// @param late whether it took more than half as long again as estimated
    /// @param tries how many there were, in words, or empty for one
    /// @param line what it did on the time axis
    public record Timing(String started, String took, String estimate, boolean late, String tries, Timeline.Row line) {}

    /// A judged check.
    ///
    /// @param status `passed`, `warned` or `failed`
    public record Check(String status, String mark, String subject, String expected, String actual,
            List<Piece> pieces) {}

    /// A question and who answered what.
    public record Answer(String question, String answer, String by, String at) {}

    /// Whether there is anything to unfold.
    public boolean anyDetails() {
        return anySource() || anyChecks() || anyOutput() || anyVerifies() || anyDiagnosis() || anyTries()
                || !undo.isEmpty();
    }

    public boolean anySource() {
        return !source.isEmpty();
    }

    public boolean anyChecks() {
        return !checks.isEmpty();
    }

    public boolean anyOutput() {
        return !output.isEmpty();
    }

    public boolean anyAnswers() {
        return !answers.isEmpty();
    }

    public boolean anyTries() {
        return !tries.isEmpty();
    }

    public boolean anyDiagnosis() {
        return !diagnosis.isEmpty();
    }

    public boolean anyVerifies() {
        return !verifies.isEmpty();
    }

    /// The status as people say it.
    public String word() {
        return status.replace('-', ' ');
    }

    public boolean failed() {
        return status.equals("failed") || status.equals("cut-off");
    }
}
