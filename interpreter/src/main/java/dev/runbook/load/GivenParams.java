package dev.runbook.load;

import dev.runbook.model.Declared;
import dev.runbook.model.Param;
import dev.runbook.model.ParamValue;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import dev.runbook.reading.Fields;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Scalar;
import java.util.List;

/// Holds the `params` that are given to an included file against those that it declares.
///
/// @param step that includes it
record GivenParams(Fields step) {

    void check(Declared declared, String file) {
        List<Param> params = declared.params();
        if (params == null) {
            return;
        }
        List<String> names = params.stream().map(Param::name).toList();
        step.entries("params").stream().filter(entry -> !names.contains(entry.name()))
                .forEach(entry -> problems().error(entry.key().span(),
                        file + " has no parameter \"" + entry.name() + "\"", names.isEmpty()
                                ? "It declares none."
                                : "It declares " + String.join(", ", names) + "."
                                        + Suggestion.didYouMean(entry.name(), names)));
        params.forEach(param -> check(param, file));
    }

    private void check(Param param, String file) {
        Node given = step.node("params") instanceof Node.Mapping mapping ? mapping.get(param.name()) : null;
        if (given == null && param.otherwise() == null) {
            problems().error(step.place("include"), file + " needs the parameter \"" + param.name() + "\"",
                    "Give it here: params: {" + param.name() + ": …}.");
        } else if (given instanceof Scalar scalar && !scalar.text().contains("${{")
                && ParamValue.of(param, Value.of(scalar.text())) instanceof ParamValue.Rejected(String why)) {
            problems().error(scalar.span(), param.secret() ? ParamValue.unfit(param) : why,
                    "It is for " + file + ", which declares it so.");
        }
    }

    private Problems problems() {
        return step.reading().problems();
    }
}
