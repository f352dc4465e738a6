package dev.runbook.check;

import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An error with which the server must answer; where it is met, the step has not failed.
///
/// @param sqlstate the five characters, or null for any
public record ErrorExpectation(@Nullable Matcher sqlstate, @Nullable Matcher message) {
    private static final int SHOWN = 5;

    Verdict judge(Observation seen, Scope scope) {
        List<Value> errors = errors(seen);
        String found = errors.isEmpty()
                ? "no error"
                : errors.stream().limit(SHOWN).map(error -> "SQLSTATE " + part(error, "sqlstate").text() + ", "
                        + part(error, "message").text()).collect(Collectors.joining("; "));
        return Verdict.of(errors.stream().anyMatch(error -> accepts(error, scope)), "error", describe(scope), found);
    }

    /// The one that ended the step, or those that it went on after.
    private static List<Value> errors(Observation seen) {
        Failure failure = seen.failure();
        if (seen.field("errors") instanceof Value.Sequence(List<Value> errors) && !errors.isEmpty()) {
            return errors;
        }
        return failure == null
                ? List.of()
                : List.of(Value.of(Map.of("sqlstate", Value.of(failure.code()), "message",
                        Value.of(failure.title()))));
    }

    private boolean accepts(Value error, Scope scope) {
        return (sqlstate == null || sqlstate.accepts(part(error, "sqlstate"), scope))
                && (message == null || message.accepts(message(error), scope));
    }

    /// What the server says behind `ERROR:  `, in whatever language it says that.
    private static Value message(Value error) {
        return Value.of(part(error, "message").text().replaceFirst("^\\p{L}+:  ", ""));
    }

    private static Value part(Value error, String name) {
        return error instanceof Value.Dictionary(Map<String, Value> parts)
                ? parts.getOrDefault(name, Value.Null.NULL)
                : Value.Null.NULL;
    }

    /// Five characters need no quotes, and what was found has none.
    private static String state(Matcher sqlstate, Scope scope) {
        return sqlstate instanceof Matcher.Equals(Operand operand)
                ? operand.value(scope, Value.Null.NULL).text()
                : sqlstate.describe(scope);
    }

    private String describe(Scope scope) {
        String state = sqlstate == null ? "an error" : "SQLSTATE " + state(sqlstate, scope);
        return message == null ? state : state + ", message " + message.describe(scope);
    }
}
