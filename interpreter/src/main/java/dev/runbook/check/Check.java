package dev.runbook.check;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Expression;
import dev.runbook.expression.Scope;
import dev.runbook.problem.Refusal;
import dev.runbook.value.Value;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a step's outcome is held against. All checks of a step are judged, not just the first that fails.
public sealed interface Check {

    /// A field of the outcome: `rows`, `exit`, `status`, `took`, …
    record OfField(String field, Matcher matcher) implements Check {}

    /// A header of an HTTP answer.
    record OfHeader(String name, Matcher matcher) implements Check {}

    /// An expression that must be true.
    record That(Expression expression) implements Check {}

    /// A table as psql prints it.
    record OfTable(TableExpectation table) implements Check {}

    /// Rows as maps.
    record OfRows(RowsExpectation rows) implements Check {}

    /// A message that the server must have sent: the matchers stand in the order of the messages.
    record OfMessages(MessagesExpectation messages) implements Check {}

    /// A place in JSON output.
    record OfJson(JsonExpectation json) implements Check {}

    /// An error that the server must answer with.
    record OfError(ErrorExpectation error) implements Check {}

    /// The outcome of an earlier step.
    record SameAs(SameAsExpectation other) implements Check {}

    /// What the step has locked, and how long others waited for it.
    record OfLocks(LocksExpectation locks) implements Check {}

    /// Judges what a step saw.
    ///
    /// @param scope the names of the run, with the step's own fields bare
    default Verdict judge(Observation seen, Scope scope) {
        return Partial.judged(this, seen, judgeKept(seen, scope));
    }

    private Verdict judgeKept(Observation seen, Scope scope) {
        try {
            return switch (this) {
                case OfField(String field, Matcher matcher) -> field(seen, field, matcher, scope);
                case OfHeader(String name, Matcher matcher) -> header(seen, name, matcher, scope);
                case That(Expression expression) -> that(expression, scope);
                case OfTable(TableExpectation table) -> table.judge(seen);
                case OfRows(RowsExpectation rows) -> rows.judge(seen, scope);
                case OfMessages(MessagesExpectation messages) -> messages.judge(seen, scope);
                case OfJson(JsonExpectation json) -> json.judge(seen, scope);
                case OfError(ErrorExpectation error) -> error.judge(seen, scope);
                case SameAs(SameAsExpectation other) -> other.judge(seen, scope);
                case OfLocks(LocksExpectation locks) -> locks.judge(seen, scope);
            };
        } catch (Refusal e) {
            return Verdict.of(false, subject(), "a value to compare with", e.problems().getFirst().title());
        }
    }

    /// What is judged, as the runbook names it.
    default String subject() {
        return switch (this) {
            case OfField(String field, _) -> field;
            case OfHeader(String name, _) -> "header " + name;
            case That(Expression expression) -> expression.text();
            case OfTable _ -> "table";
            case OfRows(RowsExpectation rows) -> rows.subject();
            case OfMessages(MessagesExpectation messages) -> messages.field();
            case OfJson(JsonExpectation json) -> json.path();
            case OfError _ -> "error";
            case SameAs _ -> "same_as";
            case OfLocks _ -> "locks";
        };
    }

    private static Verdict field(Observation seen, String field, Matcher matcher, Scope scope) {
        Value actual = seen.field(field);
        boolean holds = matcher.accepts(actual, scope);
        String expected = matcher.describe(scope, actual);
        Fact.@Nullable Difference difference = holds ? null : Differences.ofTexts(field, matcher, actual, scope);
        return difference == null
                ? Verdict.of(holds, field, expected, Words.quote(actual))
                : Verdict.of(false, field, expected, Words.quote(actual), difference);
    }

    private static Verdict header(Observation seen, String name, Matcher matcher, Scope scope) {
        Value actual = seen.field("headers") instanceof Value.Dictionary(Map<String, Value> headers)
                ? headers.getOrDefault(name.toLowerCase(Locale.ROOT), Value.Null.NULL)
                : Value.Null.NULL;
        return Verdict.of(matcher.accepts(actual, scope), "header " + name, matcher.describe(scope, actual),
                Words.quote(actual));
    }

    private static Verdict that(Expression expression, Scope scope) {
        Value value = expression.eval(scope);
        return Verdict.of(value.equals(Value.of(true)), expression.text(), "true", Words.quote(value));
    }
}
