package dev.runbook.load;

import dev.runbook.problem.Problems;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.List;
import java.util.Set;

/// Reports values that the language allows under a word and that this version cannot do yet.
final class UnbuiltValues {
    /// Texts that are taken as they stand.
    private static final Set<String> CONSTANT = Set.of("sql_file", "include", "interpreter");

    private final Problems problems;

    UnbuiltValues(Problems problems) {
        this.problems = problems;
    }

    void check(Mapping step) {
        step.entries().stream().filter(entry -> CONSTANT.contains(entry.name())).forEach(this::constant);
    }

    private void constant(Entry entry) {
        List<Node> texts = entry.value() instanceof Sequence sequence ? sequence.items() : List.of(entry.value());
        for (Node text : texts) {
            if (text instanceof Scalar scalar && scalar.text().contains("${{")) {
                problems.error(text.span(), "an expression in \"" + entry.name() + "\"",
                        "It is needed before the run, when everything is checked: write the value itself.");
            }
        }
    }

}
