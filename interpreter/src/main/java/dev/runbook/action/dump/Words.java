package dev.runbook.action.dump;

import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.reading.Items;
import dev.runbook.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of a backup's and a restore's keys, once they are known.
final class Words {
    private Words() {}

    /// A count of one or more.
    static int count(String key, @Nullable Template written, int otherwise, Scope scope) {
        if (written == null) {
            return otherwise;
        }
        String text = written.eval(scope).text();
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new Refusal(Problem.error(written.span(), "\"" + key + "\" is to be a whole number from 1, not "
                    + text, ""));
        }
        return Integer.parseInt(text);
    }

    static List<String> texts(@Nullable Items items, Scope scope) {
        return items == null ? List.of() : items.values(scope).stream().map(Value::text).toList();
    }
}
