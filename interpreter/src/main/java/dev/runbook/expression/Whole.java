package dev.runbook.expression;

import dev.runbook.source.Span;
import dev.runbook.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes sure that nothing is computed of a part of an outcome as if it were the whole: long output is kept by its
/// beginning and its end, many rows by the first of them.
final class Whole {
    private static final String TOO_LONG = "It is too long to be kept whole. Let the script or the query pick out what "
            + "is needed; `save` keeps all of it in a file.";

    private Whole() {}

    /// @param beside what else the outcome holds
    /// @return the value
    /// @throws ExpressionError when it is only a part
    static Value of(Value value, String name, Scope beside, Span place) throws ExpressionError {
        if (hasGap(value) || name.equals("json") && value == Value.Null.NULL
                && (hasGap(beside.find("stdout")) || hasGap(beside.find("body")))) {
            throw new ExpressionError(place, "only a part of what \"" + name + "\" stands for is kept", TOO_LONG);
        }
        if (name.equals("records") && value instanceof Value.Sequence(List<Value> rows)
                && beside.find("rows") instanceof Value.Int(long all) && all > rows.size()
                && beside.find("results") != null) {
            throw new ExpressionError(place, "only the first " + rows.size() + " of " + all + " rows are kept",
                    "Let the query pick out or count what is needed; `rows` is how many there are.");
        }
        return value;
    }

    private static boolean hasGap(@Nullable Value value) {
        return value instanceof Value.Text text && text.hasGap();
    }
}
