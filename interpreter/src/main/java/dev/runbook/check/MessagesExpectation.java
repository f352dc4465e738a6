package dev.runbook.check;

import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.value.Value;
import java.util.List;
import java.util.stream.Collectors;

/// Messages that the server must have sent, in this order; others may stand between them.
///
/// @param field `notices` or `warnings`
public record MessagesExpectation(String field, List<Matcher> messages) {

    Verdict judge(Observation seen, Scope scope) {
        List<Value> sent = seen.field(field) instanceof Value.Sequence(List<Value> items) ? items : List.of();
        int found = matchedInOrder(sent, scope);
        String expected = messages.stream().map(m -> m.describe(scope)).collect(Collectors.joining(", then "));
        return messages.isEmpty()
                ? Verdict.of(sent.isEmpty(), field, "none", Words.count(sent.size(), "message") + listed(sent))
                : Verdict.of(found == messages.size(), field, expected, found == messages.size()
                        ? "so"
                        : "not found: " + messages.get(found).describe(scope) + "; sent were"
                                + (sent.isEmpty() ? " none" : listed(sent)));
    }

    private int matchedInOrder(List<Value> sent, Scope scope) {
        int next = 0;
        for (Value message : sent) {
            if (next < messages.size() && messages.get(next).accepts(message, scope)) {
                next++;
            }
        }
        return next;
    }

    private static String listed(List<Value> sent) {
        return sent.isEmpty()
                ? ""
                : sent.stream().limit(20).map(Words::quote).collect(Collectors.joining(", ", ": ", ""));
    }
}
