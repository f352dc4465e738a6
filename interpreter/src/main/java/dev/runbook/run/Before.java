package dev.runbook.run;

import dev.runbook.action.Action;
import dev.runbook.action.Sql;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.run.past.PastStep;
import dev.runbook.run.stage.Teller;
import dev.runbook.settle.Unless;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a step was to make and found there before it: it is not undone, since it is not ours. What an earlier try of the
/// same step has made is ours.
final class Before {
    private static final String KIND = "there_before";
    private final boolean first;
    private List<String> names = List.of();
    private boolean all;

    /// @param first whether no earlier try of the step can have made anything
    Before(boolean first) {
        this.first = first;
    }

    /// What the journal has of it.
    static Before of(PastStep was) {
        Before before = new Before(true);
        List<Map<String, Value>> tokens = was.effects(KIND);
        if (!tokens.isEmpty() && tokens.getLast().get("names") instanceof Value.Sequence(List<Value> names)) {
            before.names = names.stream().map(Value::text).toList();
            before.all = Value.of(true).equals(tokens.getLast().get("all"));
        }
        return before;
    }

    /// Notes it in the journal, before any of it is committed.
    void found(List<String> what, boolean everything, StepRef ref, Teller teller) {
        if (first) {
            names = what;
            all = everything;
            teller.effect(ref, KIND, Map.of("names", Value.of(what.stream().map(Value::of).toList()), "all",
                    Value.of(everything)));
        }
    }

    /// Takes over what was found out in an earlier process.
    void take(Before other) {
        names = other.names;
        all = other.all;
    }

    /// A step that found everything there has left nothing.
    Observation settled(Observation seen) {
        if (names.isEmpty() || seen.leftNothing()) {
            return seen;
        }
        Observation told = seen.with(List.of(new Fact.Text("there before", String.join(", ", names))));
        return all ? told.leavingNothing() : told;
    }

    private @Nullable String against(Step step, Scope scope) {
        StringBuilder undo = new StringBuilder();
        Steps.walk(step.undo().rollback(), one -> {
            if (one.work() instanceof Work.Act(Action action)) {
                undo.append(text(action, scope)).append('\n');
            }
        });
        return !names.isEmpty() && Unless.named(names, undo.toString())
                ? "it also names what was there before: " + String.join(", ", names)
                : null;
    }

    /// Lets no undo run without anybody's word that would take it: the step's own, or that of the group around it.
    void hold(UndoStack undos, StepRef ref) {
        for (UndoStack.Armed undo : undos.all()) {
            String why = undo.ref().equals(ref) || undo.ref().key().equals(ref.parent())
                    ? against(undo.step(), undo.scope())
                    : null;
            if (why != null) {
                undos.withhold(undo.ref(), why);
            }
        }
    }

    /// What was there, for people.
    String words() {
        return String.join(", ", names);
    }

    private static String text(Action action, Scope scope) {
        if (action instanceof Sql sql) {
            return sql.text().text();
        }
        StringBuilder text = new StringBuilder();
        for (Fact fact : action.source(scope)) {
            switch (fact) {
                case Fact.Code code -> text.append(code.text()).append('\n');
                case Fact.Text one -> text.append(one.text()).append('\n');
                case Fact.Grid _,Fact.Series _,Fact.Difference _ -> {
                }
            }
        }
        return text.toString();
    }
}
