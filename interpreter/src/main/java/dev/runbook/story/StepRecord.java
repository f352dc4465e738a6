package dev.runbook.story;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What became of one step.
///
/// @param started when it began, or null when it never did
/// @param status null while it runs, and for a step that a crash cut off
/// @param undo what became of its undo
/// @param course what happened on the way
public record StepRecord(StepRef step, @Nullable Instant started, @Nullable Status status, @Nullable Duration estimate,
        @Nullable Duration took, List<Fact> source, List<Answer> answers, List<Verdict> verdicts, List<Fact> facts,
        Map<String, Value> fields, @Nullable Failure failure, String summary, Undo undo, String undoNote,
        Course course) {

    /// The note of an undo that gave everything back.
    public static final String UNDONE = "undone";

    /// How the note of an undo begins that did not give everything back.
    public static final String UNDONE_EXCEPT = "undone, except for: ";

    /// How the note begins of a step that had passed and of which nothing is in effect: the transaction around it is gone.
    public static final String NOT_IN_EFFECT = "not in effect: ";

    /// What lock observers say, by their labels: how long something was held differs between equal runs.
    private static final Set<String> SIGHTED = Set.of("locks", "made wait", "made wait by earlier tries");

    /// A question that was answered on the way.
    public record Answer(String question, String answer, String by, Instant at) {}

    /// What became of a step's undo.
    public enum Undo {
        /// It has none, or none was needed.
        NONE,
        /// It stands ready: the step may have changed something.
        ARMED,
        /// It is not needed any more.
        DISARMED
    }

    /// The same without what was looked at from beside it while it ran, and without how often it was tried.
    StepRecord unsighted() {
        Map<String, Value> own = new LinkedHashMap<>(fields);
        own.keySet().removeAll(SIGHTED);
        if (step.kind().equals("backfill")) {
            own.remove("rate");
        }
        return new StepRecord(step, started, status, estimate, took, source, answers, verdicts,
                facts.stream().filter(fact -> !(fact instanceof Fact.Series) && !SIGHTED.contains(fact.label()))
                        .map(this::unhurried).toList(),
                own, failure, summary, undo, undoNote, Course.NONE);
    }

    /// How fast a backfill went is another number each time.
    private Fact unhurried(Fact fact) {
        return step.kind().equals("backfill") && fact instanceof Fact.Text(String label, String text)
                ? new Fact.Text(label, text.replaceFirst(", [\\d,]+ rows a second$", ""))
                : fact;
    }

    public boolean failed() {
        return status == Status.FAILED;
    }
}
