package dev.runbook.run;

import dev.runbook.evidence.Fact;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.model.Step;
import java.util.ArrayList;
import java.util.List;

/// What a step is told to be about when it begins: its description, then what it will do.
final class About {
    private About() {}

    static List<Fact> of(Step step, Scope scope, List<Fact> source) {
        Template description = step.label().description();
        if (description == null) {
            return source;
        }
        List<Fact> about = new ArrayList<>();
        about.add(new Fact.Text("description", description.eval(scope).text().strip()));
        about.addAll(source);
        return about;
    }
}
