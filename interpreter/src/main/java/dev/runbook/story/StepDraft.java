package dev.runbook.story;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step's record while its story is still being told.
final class StepDraft {
    private StepRef step;
    private final List<StepRecord.Answer> answers = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private @Nullable Instant started;
    private @Nullable Status status;
    private @Nullable Duration estimate;
    private @Nullable Duration took;
    private List<Fact> source = List.of();
    private List<Fact> facts = List.of();
    private Map<String, Value> fields = Map.of();
    private @Nullable Failure failure;
    private String summary = "";
    private StepRecord.Undo undo = StepRecord.Undo.NONE;
    private String undoNote = "";
    private boolean anew;
    private final CourseDraft course = new CourseDraft();

    StepDraft(StepRef step) {
        this.step = step;
    }

    /// A step that starts again, after a retry or a crash, is told anew; what it answered and armed stays.
    void start(Event.StepStarted event) {
        step = event.step();
        started = event.at();
        status = null;
        estimate = event.estimate();
        source = event.source();
        verdicts.clear();
        anew = false;
        failure = null;
    }

    void answer(Event.Answered event) {
        answers.add(new StepRecord.Answer(event.question(), event.answer(), event.by(), event.at()));
    }

    /// The run was taken up: what this step was judged before it was cut off is judged again, if it is judged.
    void takeUp() {
        anew = true;
    }

    void judge(Verdict verdict) {
        if (anew) {
            verdicts.clear();
            anew = false;
        }
        verdicts.add(verdict);
    }

    void watched(Event.Watched event) {
        course.watched(event);
    }

    void tried(Event.Tried event) {
        course.tried(event);
    }

    void finish(Event.StepFinished event) {
        course.end(event.at());
        if (started == null) {
            started = event.at().minus(event.took());
        }
        status = event.status();
        took = event.took();
        fields = event.fields();
        facts = event.facts();
        failure = event.failure();
        summary = event.summary();
    }

    void skip(String why) {
        status = Status.SKIPPED;
        summary = why;
    }

    void undo(StepRecord.Undo undo, String note) {
        this.undo = undo;
        this.undoNote = note;
    }

    StepRecord record() {
        return new StepRecord(step, started, status, estimate, took, source, List.copyOf(answers),
                List.copyOf(verdicts), facts, fields, failure, summary, undo, undoNote,
                course.course());
    }
}
