package dev.runbook.load;

import dev.runbook.action.Sql;
import dev.runbook.check.Check;
import dev.runbook.check.ExpectationReader;
import dev.runbook.model.Leaves;
import dev.runbook.model.Step;
import dev.runbook.model.Step.Capture;
import dev.runbook.model.Step.Flow;
import dev.runbook.model.Step.Hint;
import dev.runbook.model.Step.Judgement;
import dev.runbook.model.Step.Output;
import dev.runbook.model.Step.Redo;
import dev.runbook.model.Step.Retry;
import dev.runbook.model.Step.Undo;
import dev.runbook.model.Work;
import dev.runbook.reading.Fields;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what every kind of step has: when it runs, how it is judged, how it is taken back, what is kept of it.
final class PartReader {
    private final StepReader steps;
    private final OnFailureReader onFailure;

    PartReader(StepReader steps, Fields runbook) {
        this.steps = steps;
        this.onFailure = OnFailureReader.of(runbook);
    }

    /// @param own the step's mapping, read where its own fields are known
    Flow flow(Fields fields, Fields own, Context context) {
        return new Flow(fields.condition("if"), fields.list("for_each"), fields.flag("always"),
                fields.durationOrLate("estimate"), fields.durationOrLate("timeout"), retry(own), redo(fields, context));
    }

    private Redo redo(Fields fields, Context context) {
        Step doneWhen = fields.node("done_when") instanceof Mapping mapping
                ? steps.step(mapping, context.under(context.prefix() + "done_when."))
                : null;
        return new Redo(doneWhen, fields.flag("repeatable"));
    }

    Judgement judgement(Fields fields, Fields own, Context context, Work work) {
        List<Check> expect = new ArrayList<>(checks("expect", own, work));
        fields.items("assert").stream().filter(Scalar.class::isInstance).map(Scalar.class::cast)
                .filter(e -> !e.isNull() && !e.text().isEmpty())
                .forEach(e -> expect.add(new Check.That(fields.reading().condition(e.passage()))));
        return new Judgement(List.copyOf(expect), checks("warn", own, work), inner(fields, "verify", context));
    }

    Undo undo(Fields fields, Context context) {
        Fields leaves = fields.section("leaves");
        return new Undo(inner(fields, "rollback", context), leaves == null ? null : leaves(leaves),
                fields.text("irreversible"),
                fields.has("on_failure") ? onFailure.read(fields.node("on_failure")) : null);
    }

    private static Leaves leaves(Fields fields) {
        return new Leaves(fields.text("why", ""), fields.texts("tables"), fields.texts("objects"));
    }

    Output output(Fields fields, Fields own, Context context) {
        return new Output(captures(own), own.template("summary"), fields.text("save"), fields.flag("sensitive"),
                inner(fields, "diagnose", context), hints(own));
    }

    static List<Hint> hints(Fields fields) {
        return fields.sections("hints").stream()
                .map(hint -> new Hint(Patterns.read(hint, "match"), hint.template("say", ""))).toList();
    }

    private List<Step> inner(Fields fields, String key, Context context) {
        return steps.steps(fields.items(key), context.under(context.prefix() + key + "."));
    }

    private static boolean isOrdered(Work work) {
        return work instanceof Work.Act(Sql sql) && sql.ordersItsRows();
    }

    private static List<Check> checks(String key, Fields own, Work work) {
        return own.node(key) instanceof Mapping mapping
                ? ExpectationReader.read(mapping, own.reading(), () -> isOrdered(work))
                : List.of();
    }

    private static @Nullable Retry retry(Fields own) {
        Fields retry = own.section("retry");
        if (retry == null) {
            return null;
        }
        String backoff = retry.text("backoff", "1");
        return new Retry(retry.late("times") == null ? (int) retry.number("times", 3) : 0,
                Objects.requireNonNullElse(retry.durationOrLate("delay"), Duration.ofSeconds(1)),
                backoff.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(backoff) : 1, retry.condition("until"),
                retry.texts("sqlstate"));
    }

    private static Map<String, Capture> captures(Fields own) {
        Map<String, Capture> captures = new LinkedHashMap<>();
        for (Node.Entry entry : own.entries("capture")) {
            switch (entry.value()) {
                case Scalar scalar ->
                    captures.put(entry.name(), new Capture.Computed(own.reading().expression(scalar.passage())));
                case Mapping mapping -> {
                    Fields found = new Fields(mapping, own.reading());
                    Scalar from = found.scalar("from");
                    if (from != null) {
                        own.reading().field(from.passage());
                    }
                    captures.put(entry.name(),
                            new Capture.Found(found.text("from", "stdout"), Patterns.read(found, "matches")));
                }
                case Node.Sequence _ -> {
                }
            }
        }
        return captures;
    }
}
