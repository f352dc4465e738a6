package dev.runbook.check;

import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.jsonpath.JsonPath;
import dev.runbook.value.Value;
import java.util.List;

/// What stands at a path in JSON output; the path must lead somewhere, unless null is asked for.
public record JsonExpectation(String path, JsonPath compiled, Matcher matcher) {

    Verdict judge(Observation seen, Scope scope) {
        Value json = seen.field("json");
        if (json instanceof Value.Null) {
            return Verdict.of(false, path, matcher.describe(scope), "the output is not JSON");
        }
        List<Value> found = compiled.find(json);
        if (found.isEmpty()) {
            boolean holds = matcher instanceof Matcher.IsNull(boolean wanted) && wanted;
            return Verdict.of(holds, path, matcher.describe(scope), "nothing there");
        }
        Value actual = found.size() == 1 ? found.getFirst() : Value.of(found);
        return Verdict.of(matcher.accepts(actual, scope), path, matcher.describe(scope, actual), Words.quote(actual));
    }
}
