package dev.runbook.model;

import dev.runbook.expression.Scope;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.reading.Given;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters that used steps have.
///
/// @param params those that their file declares, or null where it declares none: then theirs are the runbook's and,
/// over them, what is given
public record Declared(@Nullable List<Param> params) {

    /// No declaration.
    public static final Declared NOTHING = new Declared(null);

    /// The names of those that nobody may see.
    public List<String> secrets() {
        return params == null ? List.of() : params.stream().filter(Param::secret).map(Param::name).toList();
    }

    /// What the steps see, of what they are given.
    ///
    /// @throws Refusal when a value does not fit
    public Map<String, Value> complete(Map<String, Given> params, Scope around) {
        Map<String, Value> given = new LinkedHashMap<>();
        params.forEach((name, value) -> given.put(name, value.eval(around)));
        return completed(given, around);
    }

    private Map<String, Value> completed(Map<String, Value> given, Scope around) {
        Map<String, Value> all = new LinkedHashMap<>();
        if (params == null) {
            if (around.find("params") instanceof Value.Dictionary(Map<String, Value> outer)) {
                all.putAll(outer);
            }
            all.putAll(given);
            return all;
        }
        params.forEach(param -> put(param, given.get(param.name()), all));
        return all;
    }

    private static void put(Param param, @Nullable Value given, Map<String, Value> all) {
        Value otherwise = param.otherwise();
        if (given == null) {
            if (otherwise != null) {
                all.put(param.name(), otherwise);
            }
            return;
        }
        all.put(param.name(), switch (ParamValue.of(param, given)) {
            case ParamValue.Accepted(Value value) -> value;
            case ParamValue.Rejected(String why) -> throw new Refusal(
                    Problem.error(param.span(), param.secret() ? ParamValue.unfit(param) : why,
                            "It is declared here; what is given for it does not fit."));
        });
    }
}
