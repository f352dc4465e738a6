package dev.runbook.plan;

import dev.runbook.model.Param;
import dev.runbook.model.ParamValue;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of parameters before the plan is made, which is what judges them: a target's URL is read with these.
public final class Parameters {
    private Parameters() {}

    /// What was given where the parameter accepts it, else its default; without either, it is left out.
    public static Map<String, Value> known(List<Param> params, Map<String, Value> given) {
        Map<String, Value> known = new LinkedHashMap<>();
        for (Param param : params) {
            Value text = given.get(param.name());
            Value otherwise = param.otherwise();
            if (text != null && ParamValue.of(param, text) instanceof ParamValue.Accepted(Value value)) {
                known.put(param.name(), value);
            } else if (otherwise != null) {
                known.put(param.name(), otherwise);
            }
        }
        return known;
    }
}
