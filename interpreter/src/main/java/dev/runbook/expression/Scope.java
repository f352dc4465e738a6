package dev.runbook.expression;

import dev.runbook.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values that an expression can name.
@FunctionalInterface
public interface Scope {

    /// The value of a name, or null when there is no such name (as against a name whose value is [Value.Null]).
    @Nullable
    Value find(String name);

    /// Whether values may be missing because they are not known yet: templates then keep the expressions that need them
    /// as they are written.
    default boolean isIncomplete() {
        return false;
    }

    /// What is known of a scope before everything is.
    static Scope incomplete(Scope known) {
        return new Scope() {
            @Override
            public @Nullable Value find(String name) {
                return known.find(name);
            }

            @Override
            public boolean isIncomplete() {
                return true;
            }
        };
    }

    /// The same names, where an expression without a value is an error.
    static Scope complete(Scope scope) {
        return name -> scope.find(name);
    }

    static Scope of(Map<String, ? extends Value> values) {
        return values::get;
    }
}
