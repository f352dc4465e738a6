package dev.runbook.plan.preview;

import dev.runbook.action.Action;
import dev.runbook.action.Shell;
import dev.runbook.action.Sql;
import dev.runbook.evidence.Fact;
import dev.runbook.expression.Expression;
import dev.runbook.expression.Template;
import dev.runbook.model.Late;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Work;
import dev.runbook.plan.Plan;
import dev.runbook.plan.Planner;
import dev.runbook.plan.preview.Item.Branch;
import dev.runbook.plan.preview.Item.Condition;
import dev.runbook.plan.preview.Item.Question;
import dev.runbook.plan.preview.Preview.Phase;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.reading.Items;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at a plan without carrying anything out.
public final class Previewer {
    private final Plan plan;
    private final Shown shown;
    /// Whether the steps are parts of one transaction.
    private final boolean together;

    private Previewer(Plan plan, Shown shown, boolean together) {
        this.plan = plan;
        this.shown = shown;
        this.together = together;
    }

    /// @param names what is known before the start beside the parameters: `env`, and `target` where it is named
    /// @param warnings what the planner found worth a look
    public static Preview preview(Plan plan, Destination destination, Map<String, Value> names,
            List<Problem> warnings) {
        return new Previewer(plan, new Shown(plan, names), false).preview(destination, warnings);
    }

    private Preview preview(Destination destination, List<Problem> warnings) {
        Runbook runbook = plan.runbook();
        Runbook.Sandbox sandbox = destination.sandbox() ? runbook.sandbox() : null;
        List<Phase> phases = new ArrayList<>();
        phase("setup", sandbox == null ? List.of() : sandbox.setup(), phases);
        phase("steps", runbook.steps(), phases);
        phase("success", runbook.success(), phases);
        Problems problems = new Problems();
        warnings.forEach(problems::add);
        Doubts.find(phases, problems);
        List<Item> all = phases.stream().flatMap(phase -> phase.items().stream()).toList();
        return new Preview(runbook, shown.text(runbook.head().title()),
                shown.text(runbook.head().description()), plan.selection().options(), destination,
                shown.params(), phases, rollback(all),
                Estimate.of(all), problems.sorted());
    }

    private void phase(String name, List<Step> steps, List<Phase> phases) {
        if (!steps.isEmpty()) {
            phases.add(new Phase(name, items(steps)));
        }
    }

    /// A group's undo is armed before those of its steps, so it comes after them when everything is undone.
    private static List<Item> rollback(List<Item> items) {
        return items.stream().flatMap(Item::all).filter(item -> item.step().countsForRollback())
                .collect(Collectors.toCollection(ArrayList::new)).reversed();
    }

    private List<Item> items(List<Step> steps) {
        return steps.stream().map(this::item).toList();
    }

    /// What is computed when a step begins and not known yet, as it is written.
    private Map<String, String> open(Step known) {
        Map<String, String> open = new LinkedHashMap<>();
        known.setting().late().forEach((key, template) -> open.put(key, shown.text(template)));
        return open;
    }

    private Item item(Step open) {
        return open.setting().params().isEmpty() || open.flow().forEach() != null
                ? itself(open)
                : new Previewer(plan, shown.given(open.setting().params()), together).itself(open);
    }

    private String description(Step step) {
        Template description = step.label().description();
        return description == null ? "" : shown.text(description).strip();
    }

    private Item itself(Step open) {
        Step step = Late.known(open, shown.scope());
        Map<String, String> unknown = open(step);
        Action action = step.work() instanceof Work.Act(Action act) ? act : null;
        Items forEach = step.flow().forEach();
        Template title = step.label().title();
        Step doneWhen = step.flow().redo().doneWhen();
        return new Item(step, title == null ? step.label().name() : shown.text(title), description(step),
                plan.selection().whySkipped(step.label().key()), source(step.work()), values(step),
                Place.of(step, unknown, plan.runbook().connections()), unknown,
                action == null ? Change.NONE : Change.of(action), Transaction.of(step.work(), together),
                condition(step), forEach == null ? null : shown.items(forEach), question(step), branches(step.work()),
                items(doneWhen == null ? List.of() : List.of(doneWhen)),
                new Previewer(plan, shown, false).items(step.judgement().verify()),
                new Previewer(plan, shown, false).items(step.undo().rollback()));
    }

    private List<Fact> source(Work work) {
        return switch (work) {
            case Work.Act(Action action) -> shown.facts(action.source(shown.scope()));
            case Work.Choose choose -> List.of(new Fact.Text("choose", shown.text(choose.question())));
            case Work.Group _,Work.Call _ -> List.of();
        };
    }

    private List<Branch> branches(Work work) {
        return switch (work) {
            case Work.Act _ -> List.of();
            case Work.Group group -> List.of(new Branch(null,
                    new Previewer(plan, shown, together || group.together()).items(group.steps())));
            case Work.Choose choose -> choose.options().entrySet().stream()
                    .map(option -> new Branch(option.getKey(), items(option.getValue()))).toList();
            case Work.Call call ->
                List.of(new Branch(null, new Previewer(plan, shown.inside(call), together).items(call.steps())));
        };
    }

    private Map<String, String> values(Step step) {
        return switch (step.work()) {
            case Work.Act(Sql sql) -> named(shown.texts(sql.vars()), sql.text().text());
            case Work.Act(Shell shell) -> named(shown.texts(step.setting().env()), shell.script().text());
            case Work.Call call -> shown.given(call);
            case Work.Act _,Work.Group _,Work.Choose _ -> Map.of();
        };
    }

    /// Of all that a step inherits or is given, what its source speaks of.
    private static Map<String, String> named(Map<String, String> values, String source) {
        Map<String, String> named = new LinkedHashMap<>(values);
        named.keySet().removeIf(name -> !Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(source).find());
        return named;
    }

    private @Nullable Condition condition(Step step) {
        Expression condition = step.flow().condition();
        return condition == null ? null : new Condition(condition.text(), shown.holds(condition));
    }

    private @Nullable Question question(Step step) {
        Value answer = plan.answers().get(Planner.id(step));
        return Planner.asks(step) ? new Question(answer == null ? null : answer.text()) : null;
    }
}
