package dev.runbook.load;

import dev.runbook.problem.Problems;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reports words of the language that this version knows but does not do yet: a key that is read over in silence
/// would be a promise that nobody keeps.
public final class Unbuilt {
    static final String ADVICE = "This version of runbook knows the word but cannot do it; leave it out, or see CHANGELOG.md.";
    private static final String TOP = "runbook";
    private static final String STEP = "step";
    private static final Map<String, Set<String>> WORDS = Map.of();

    private final Problems problems;

    Unbuilt(Problems problems) {
        this.problems = problems;
    }

    /// The keys that are refused, by the key of the map that they stand in; `runbook` is the top level, `step` any step.
    public static Map<String, Set<String>> words() {
        return new TreeMap<>(WORDS);
    }

    void check(Mapping runbook) {
        report(runbook, WORDS.getOrDefault(TOP, Set.of()));
        runbook.entries().forEach(this::within);
    }

    private void within(Entry entry) {
        Set<String> inside = WORDS.getOrDefault(entry.name(), Set.of());
        List<Node> nodes = entry.value() instanceof Sequence sequence ? sequence.items() : List.of(entry.value());
        for (Node node : nodes) {
            if (node instanceof Mapping mapping) {
                report(mapping, inside);
                step(mapping);
                mapping.entries().forEach(this::within);
            }
        }
    }

    private void step(Mapping mapping) {
        String kind = Kinds.of(mapping);
        if (kind == null) {
            return;
        }
        report(mapping, WORDS.getOrDefault(STEP, Set.of()));
        new UnbuiltValues(problems).check(mapping);
    }

    private void report(Mapping mapping, Set<String> unbuilt) {
        for (Entry entry : mapping.entries()) {
            if (unbuilt.contains(entry.name())) {
                problems.error(entry.key().span(), "\"" + entry.name() + "\" is not built yet", ADVICE);
            }
        }
    }
}
