package dev.runbook.load;

import dev.runbook.problem.Suggestion;
import dev.runbook.reading.Fields;
import dev.runbook.value.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Holds the `params` that are given to a block against those that its steps ask for: one that nobody asks for is misspelt
/// or too many, and is said where it is given.
final class AskedParams {
    private final Set<String> asked = new TreeSet<>();
    private final Fields step;

    /// @param step that gives them
    AskedParams(Fields step) {
        this.step = step;
    }

    /// Notes one that is asked for; `*` for whichever.
    void ask(String name) {
        asked.add(name);
    }

    /// @param types what is known of the parameters given: one that is asked for by another name than it has is known then,
    ///        too, so that the mistake is told once
    void check(Map<String, Type> types) {
        if (asked.contains("*")) {
            return;
        }
        Set<String> missing = new LinkedHashSet<>(asked);
        missing.removeAll(types.keySet());
        step.entries("params").stream().filter(given -> !asked.contains(given.name())).forEach(given -> {
            String meant = Suggestion.didYouMean(given.name(), missing);
            step.reading().problems().error(given.key().span(),
                    step.text("use", "") + " does not ask for the parameter \"" + given.name() + '"',
                    asks(missing.isEmpty() ? asked : missing) + meant);
            missing.stream().filter(name -> meant.contains('"' + name + '"'))
                    .forEach(name -> types.put(name, Type.Simple.ANY));
        });
    }

    private static String asks(Collection<String> names) {
        return names.isEmpty()
                ? "It asks for none: take it out."
                : "It asks for " + String.join(", ", names) + ".";
    }
}
