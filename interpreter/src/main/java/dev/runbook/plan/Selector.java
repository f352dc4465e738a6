package dev.runbook.plan;

import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the steps that the operator asked for. Steps that are `always` run all the same, and a group is entered when
/// something in it is selected.
final class Selector {
    private final Runbook runbook;
    private final SelectionRequest request;
    private final Problems problems;
    private final Outline outline;
    private final Set<String> left = new HashSet<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private int first;
    private int last;
    private boolean any;

    private Selector(Runbook runbook, SelectionRequest request, Problems problems) {
        this.runbook = runbook;
        this.request = request;
        this.problems = problems;
        this.outline = new Outline(runbook.steps());
    }

    static Selection select(Runbook runbook, SelectionRequest request, Problems problems) {
        return request.isNone() ? Selection.whole() : new Selector(runbook, request, problems).select();
    }

    private Selection select() {
        if (!understood()) {
            return Selection.whole();
        }
        mark(runbook.steps(), new Around(null, false, request.tags().isEmpty()));
        if (!any) {
            problems.error(null, "the selection leaves no step to run", first > last
                    ? "--until " + request.until() + " comes before --from " + request.from() + "."
                    : "Select less narrowly; `runbook plan` with the same options shows what is left.");
        }
        if (!skipped.isEmpty()) {
            leaveOut(runbook.success(), "not judged, since not every step is selected");
            runbook.followups().forEach(
                    followup -> leaveOut(followup.steps(), "not checked, since not every step is selected"));
        }
        return new Selection(skipped, skipped.isEmpty() ? "" : request.options());
    }

    /// @return whether everything that is asked for exists
    private boolean understood() {
        String from = key("--from", request.from());
        String until = key("--until", request.until());
        first = from == null ? 0 : outline.range(from).first();
        last = until == null ? outline.size() - 1 : outline.range(until).last();
        request.skip().forEach(this::leave);
        boolean tags = checkTags();
        return tags && left.size() == Set.copyOf(request.skip()).size() && (from == null) == (request.from() == null)
                && (until == null) == (request.until() == null);
    }

    private void leave(String name) {
        String key = key("--skip", name);
        if (key != null) {
            left.add(key);
        }
    }

    private @Nullable String key(String option, @Nullable String name) {
        if (name == null) {
            return null;
        }
        String key = outline.key(name);
        if (key == null) {
            problems.error(null, option + " " + name + ": there is no such step", "A step is named by its id, or by its"
                    + " key as `runbook plan` shows it." + Suggestion.didYouMean(name, outline.names()));
        }
        return key;
    }

    private boolean checkTags() {
        Set<String> known = new LinkedHashSet<>();
        Steps.walk(runbook.steps(), step -> known.addAll(step.label().tags()));
        List<String> unknown = request.tags().stream().filter(tag -> !known.contains(tag)).toList();
        unknown.forEach(tag -> problems.error(null, "--tags " + tag + ": no step has this tag", known.isEmpty()
                ? "No step of the runbook has any."
                : "There are " + String.join(", ", known) + "." + Suggestion.didYouMean(tag, known)));
        return unknown.isEmpty();
    }

    /// What is known of the groups around a step.
    ///
    /// @param outer why they are skipped as a whole, or null
    /// @param always whether they run in any case
    /// @param tagged whether one of them has a tag that is asked for
    private record Around(@Nullable String outer, boolean always, boolean tagged) {}

    /// Marks what is left out.
    ///
    /// @return whether any of them runs
    private boolean mark(List<Step> steps, Around around) {
        boolean runs = false;
        for (Step step : steps) {
            runs |= mark(step, around);
        }
        return runs;
    }

    private boolean mark(Step step, Around around) {
        boolean always = around.always() || step.flow().always();
        boolean tagged = around.tagged() || step.label().tags().stream().anyMatch(request.tags()::contains);
        refuseSkipping(step);
        String named = around.outer() == null && left.contains(step.label().key())
                ? "--skip " + step.label().key()
                : around.outer();
        String why = always ? null : named == null ? outside(step, tagged) : named;
        boolean runs = why == null && !isGroup(step);
        any |= runs && !always;
        boolean inner = within(step, new Around(named, always, tagged));
        if (!runs && !inner) {
            leaveOut(List.of(step), why == null ? "nothing in it is selected" : why);
        } else if (isGroup(step) && !complete(step)) {
            leaveOut(step.judgement().verify(), "not judged, since not every step of the group is selected");
        }
        return runs || inner;
    }

    private boolean within(Step step, Around around) {
        boolean inner = false;
        for (List<Step> steps : Steps.inside(step.work())) {
            inner |= mark(steps, around);
        }
        return inner;
    }

    private boolean complete(Step group) {
        List<Step> all = new ArrayList<>();
        Steps.inside(group.work()).forEach(steps -> Steps.walk(steps, all::add));
        return all.stream().noneMatch(step -> skipped.containsKey(step.label().key()));
    }

    private void refuseSkipping(Step step) {
        if (step.flow().always() && left.contains(step.label().key())) {
            problems.error(step.label().span(), "--skip " + step.label().key() + ": this step is `always`",
                    "It runs whatever is selected. Take `always` out of the runbook if it need not.");
        }
    }

    /// Why a step is not in what was asked for, or null when it is.
    private @Nullable String outside(Step step, boolean tagged) {
        Outline.Range range = outline.range(step.label().key());
        if (isGroup(step) ? range.last() < first : range.first() < first) {
            return "before --from " + request.from();
        }
        if (range.first() > last) {
            return "after --until " + request.until();
        }
        return isGroup(step) || tagged ? null : "not tagged " + String.join(" or ", request.tags());
    }

    private static boolean isGroup(Step step) {
        return switch (step.work()) {
            case Work.Act _,Work.Choose _ -> false;
            case Work.Group _,Work.Call _ -> true;
        };
    }

    /// With a step, everything that belongs to it: its checks, its rollback.
    private void leaveOut(List<Step> steps, String why) {
        Steps.walk(steps, step -> skipped.putIfAbsent(step.label().key(), why));
    }
}
