package dev.runbook.report.json;

import dev.runbook.evidence.Failure;
import dev.runbook.report.text.Wording;
import dev.runbook.story.Course;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One step of a run, as JSON.
record JsonStep(Wording wording, boolean stable, Evidence evidence) {

    Value of(StepRecord step) {
        StepRef ref = step.step();
        String parent = ref.parent();
        Fields fields = new Fields().with("key", wording.of(ref.key()))
                .with("parent", parent == null ? "" : wording.of(parent)).with("phase", word(ref.phase()))
                .with("name", wording.of(ref.name())).with("kind", wording.of(ref.kind())).with("status", status(step))
                .with("estimate_ms", step.estimate());
        if (!stable) {
            fields.with("started", step.started()).with("took_ms", step.took());
        }
        fields.with("tries", step.course().tries(), this::tried).with("waits", step.course().waits(), JsonStep::wait);
        fields.with("summary", wording.of(step.summary())).with("source", step.source(), evidence::fact)
                .with("answers", step.answers(), this::answer).with("checks", step.verdicts(), evidence::verdict)
                .with("facts", step.facts(), evidence::fact);
        Failure failure = step.failure();
        if (failure != null) {
            fields.with("failure", evidence.failure(failure));
        }
        return undo(fields, step).with("fields", evidence.values(fields(step))).value();
    }

    /// `cut_off` when a crash ended it, `not_run` when it never began.
    private static String status(StepRecord step) {
        return step.status() != null ? word(step.status()) : step.started() != null ? "cut_off" : "not_run";
    }

    private Fields undo(Fields fields, StepRecord step) {
        return switch (step.undo()) {
            case NONE -> fields;
            case ARMED, DISARMED -> fields.with("undo",
                    new Fields().with("state", word(step.undo())).with("why", wording.of(step.undoNote())).value());
        };
    }

    private Map<String, Value> fields(StepRecord step) {
        Map<String, Value> fields = new LinkedHashMap<>(step.fields());
        if (stable) {
            fields.values().removeIf(Value.Lapse.class::isInstance);
            fields.remove("bytes");
            return sorted(fields);
        }
        return fields;
    }

    /// Names in an order that no run chooses.
    private static Map<String, Value> sorted(Map<String, Value> fields) {
        Map<String, Value> sorted = new TreeMap<>();
        fields.forEach((name, value) -> sorted.put(name, sorted(value)));
        return sorted;
    }

    private static Value sorted(Value value) {
        return switch (value) {
            case Value.Dictionary(Map<String, Value> fields) -> Value.of(sorted(fields));
            case Value.Sequence(List<Value> items) -> Value.of(items.stream().map(JsonStep::sorted).toList());
            case Value.Null _,Value.Bool _,Value.Int _,Value.Real _,Value.Text _,Value.Lapse _ -> value;
        };
    }

    private Value answer(StepRecord.Answer answer) {
        return new Fields().with("question", wording.of(answer.question())).with("answer", wording.of(answer.answer()))
                .with("by", wording.of(answer.by())).with("at", stable ? null : answer.at()).value();
    }

    /// A try that failed and was followed by another one.
    private Value tried(Course.Try each) {
        return new Fields().with("started", each.started()).with("took_ms", each.took())
                .with("failure", evidence.failure(each.failure())).with("pause_ms", each.pause()).value();
    }

    private static Value wait(Course.Wait each) {
        return new Fields().with("who", each.own() ? "step" : "others").with("from", each.from())
                .with("took_ms", each.took()).value();
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
