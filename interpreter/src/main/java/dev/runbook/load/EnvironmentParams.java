package dev.runbook.load;

import dev.runbook.model.Param;
import dev.runbook.model.ParamValue;
import dev.runbook.problem.Suggestion;
import dev.runbook.reading.Fields;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Scalar;
import java.util.List;

/// Holds the `params` of each environment against those that the runbook declares, whichever environment is chosen.
final class EnvironmentParams {
    private EnvironmentParams() {}

    static void check(Fields runbook, List<Param> declared) {
        if (runbook.isMisshapen("params")) {
            return;
        }
        for (Node.Entry environment : runbook.entries("environments")) {
            if (environment.value() instanceof Node.Mapping mapping) {
                Fields there = new Fields(mapping, runbook.reading());
                there.entries("params").forEach(given -> check(given, declared, there));
            }
        }
    }

    private static void check(Node.Entry given, List<Param> declared, Fields there) {
        List<String> names = declared.stream().map(Param::name).toList();
        if (!names.contains(given.name())) {
            there.reading().problems().error(given.key().span(), "there is no parameter \"" + given.name() + "\"",
                    (names.isEmpty()
                            ? "Declare it under `params:` at the top."
                            : "Declared under `params:` are " + String.join(", ", names) + ".")
                            + Suggestion.didYouMean(given.name(), names));
        }
        declared.stream().filter(param -> param.name().equals(given.name())).forEach(param -> {
            if (given.value() instanceof Scalar scalar && !scalar.text().contains("${{")
                    && ParamValue.of(param, Value.of(scalar.text())) instanceof ParamValue.Rejected(String why)) {
                there.reading().problems().error(scalar.span(), why,
                        "Change the value, or the parameter's type or limits.");
            }
        });
    }
}
