package dev.runbook.plan;

import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.problem.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Warns of steps that name what a step finds which is left out: they will not find it.
final class Dependencies {
    private static final Pattern NAMED = Pattern.compile("\\bsteps\\.([A-Za-z_]\\w*)\\.(?!skipped\\b|passed\\b)\\w");

    private final Selection selection;
    private final Problems problems;
    private final Set<String> missing;

    private Dependencies(List<Step> steps, Selection selection, Problems problems) {
        this.selection = selection;
        this.problems = problems;
        Set<String> ids = new LinkedHashSet<>();
        Steps.walk(steps, step -> {
            String id = step.label().id();
            if (id != null && isSkipped(step)) {
                ids.add(id);
            }
        });
        this.missing = ids;
    }

    static void check(List<Step> steps, Selection selection, Problems problems) {
        if (!selection.isWhole()) {
            new Dependencies(steps, selection, problems).look(steps);
        }
    }

    private void look(List<Step> steps) {
        for (Step step : steps) {
            List<List<Step>> inside = Steps.inside(step.work());
            if (inside.isEmpty() && !isSkipped(step)) {
                warn(step);
            }
            inside.forEach(this::look);
        }
    }

    private boolean isSkipped(Step step) {
        return selection.whySkipped(step.label().key()) != null;
    }

    private void warn(Step step) {
        Step.Label label = step.label();
        Set<String> named = NAMED.matcher(label.span().text()).results().map(found -> found.group(1))
                .filter(missing::contains).collect(Collectors.toCollection(LinkedHashSet::new));
        named.forEach(id -> problems.warning(label.span(),
                "\"" + label.name() + "\" needs what \"" + id + "\" finds, which is left out",
                "Select " + id + " too, or leave this step out."));
    }
}
