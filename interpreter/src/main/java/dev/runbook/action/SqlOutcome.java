package dev.runbook.action;

import dev.runbook.database.Answer;
import dev.runbook.database.StatementResult;
import dev.runbook.database.wire.Column;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.lockwait.LockWait;
import dev.runbook.script.Explanation;
import dev.runbook.script.Transcript;
import dev.runbook.script.Transcript.Trouble;
import dev.runbook.source.Passage;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an outcome of what a script's statements answered.
final class SqlOutcome {
    private static final int SHOWN_ROWS = 50;
    private static final int SHOWN_ERRORS = 20;

    private final Transcript transcript;
    private final Map<String, Value> fields = new LinkedHashMap<>();
    private final List<Fact> facts = new ArrayList<>();

    private SqlOutcome(Transcript transcript) {
        this.transcript = transcript;
    }

    /// @param which which of several results the fields hold
    static Observation of(Transcript transcript, Sql.Result which) {
        SqlOutcome outcome = new SqlOutcome(transcript);
        List<Answer.Rows> results = transcript.results();
        outcome.rows(which.of(results));
        outcome.affected();
        outcome.messages();
        outcome.errors();
        outcome.fields.put("results", Value.of(results.stream().map(SqlOutcome::records).toList()));
        Trouble stop = transcript.stop();
        return new Observation(outcome.fields, outcome.facts, stop == null ? null : Explanation.of(stop));
    }

    /// The observation, failed for another reason.
    static Observation failed(Observation seen, Failure failure) {
        return new Observation(seen.fields(), seen.facts(), failure, seen.leftNothing());
    }

    /// What went wrong with a statement of our own, for a place in the script.
    static Failure failure(StatementResult result, Passage statement) {
        return switch (result) {
            case StatementResult.Failed failed -> Explanation.of(new Trouble.Refused(statement, failed.error()));
            case StatementResult.Lost lost ->
                Explanation.of(new Trouble.Lost(statement, lost.reason(), lost.error()));
            case StatementResult.Completed(List<?> _) -> throw new IllegalStateException("it succeeded");
        };
    }

    /// The observation with another fact.
    static Observation with(Observation seen, Fact fact) {
        List<Fact> all = new ArrayList<>(seen.facts());
        all.add(fact);
        return new Observation(seen.fields(), all, seen.failure(), seen.leftNothing());
    }

    /// The observation with what is known of its waits, which is evidence of a lock that did not come in time.
    static Observation with(Observation seen, List<Fact> more) {
        Failure failure = seen.failure();
        List<Fact> all = new ArrayList<>(seen.facts());
        all.addAll(more);
        if (failure == null || !LockWait.isLock(failure)) {
            return new Observation(seen.fields(), all, failure, seen.leftNothing());
        }
        List<Fact> evidence = new ArrayList<>(failure.facts());
        evidence.addAll(more);
        return new Observation(seen.fields(), all,
                new Failure(failure.title(), failure.code(), failure.advice(), evidence), seen.leftNothing());
    }

    private void rows(List<Answer.Rows> results) {
        if (results.isEmpty()) {
            return;
        }
        List<Value> records = new ArrayList<>();
        results.forEach(result -> result.rows().forEach(row -> records.add(record(result.columns(), row))));
        Answer.Rows first = results.getFirst();
        long count = results.stream().mapToLong(Answer.Rows::count).sum();
        boolean single = count == 1 && results.size() == 1 && first.columns().size() == 1;
        fields.put("records", Value.of(records));
        fields.put("rows", Value.of(count));
        fields.put("columns", Value.of(names(first).stream().map(Value::of).toList()));
        fields.put("value", single
                ? first.columns().getFirst().value(first.rows().getFirst().getFirst())
                : Value.Null.NULL);
        together(results).forEach(result -> facts.add(grid(result)));
    }

    /// One result where all have the same columns.
    private static List<Answer.Rows> together(List<Answer.Rows> results) {
        Answer.Rows first = results.getFirst();
        if (results.size() == 1 || results.stream().anyMatch(result -> !names(result).equals(names(first)))) {
            return results;
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        results.forEach(result -> rows.addAll(result.rows()));
        return List.of(new Answer.Rows(first.columns(), rows,
                results.stream().mapToLong(Answer.Rows::count).sum(), first.tag()));
    }

    private static Fact grid(Answer.Rows result) {
        List<List<@Nullable String>> shown = result.rows().subList(0, Math.min(SHOWN_ROWS, result.rows().size()));
        return new Fact.Grid("result", names(result), shown, result.count() - shown.size());
    }

    private static List<String> names(Answer.Rows rows) {
        return rows.columns().stream().map(Column::name).toList();
    }

    private static Value records(Answer.Rows rows) {
        return Value.of(rows.rows().stream().map(row -> record(rows.columns(), row)).toList());
    }

    private static Value record(List<Column> columns, List<@Nullable String> cells) {
        Map<String, Value> record = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            record.put(columns.get(i).name(), columns.get(i).value(cells.get(i)));
        }
        return Value.of(record);
    }

    private void affected() {
        transcript.answers().stream().filter(Answer.Done.class::isInstance).mapToLong(Answer::affected)
                .filter(n -> n >= 0).reduce(Long::sum).ifPresent(n -> fields.put("affected", Value.of(n)));
    }

    private void messages() {
        List<ServerMessage> messages = transcript.messages();
        fields.put("notices", texts(messages, false));
        fields.put("warnings", texts(messages, true));
        if (!messages.isEmpty()) {
            StringBuilder text = new StringBuilder();
            messages.stream().limit(SHOWN_ROWS).forEach(m -> text.append(m.title()).append('\n'));
            facts.add(new Fact.Code("messages", "text", text.toString().stripTrailing()));
        }
    }

    private static Value texts(List<ServerMessage> messages, boolean warnings) {
        return Value.of(messages.stream().filter(m -> m.isWarning() == warnings).map(m -> Value.of(m.message()))
                .toList());
    }

    /// Errors that the script went on after are no failure, and are not hidden either.
    private void errors() {
        List<Trouble> troubles = transcript.troubles();
        fields.put("errors", Value.of(troubles.stream().map(SqlOutcome::error).toList()));
        List<Trouble> survived = troubles.stream().filter(trouble -> !trouble.equals(transcript.stop())).toList();
        if (!survived.isEmpty()) {
            StringBuilder text = new StringBuilder();
            survived.stream().limit(SHOWN_ERRORS).forEach(t -> text.append(Explanation.line(t)).append('\n'));
            int more = survived.size() - SHOWN_ERRORS;
            facts.add(new Fact.Code("errors", "text",
                    (text + (more > 0 ? "and " + more + " more" : "")).stripTrailing()));
        }
    }

    private static Value error(Trouble trouble) {
        Failure failure = Explanation.of(trouble);
        return Value.of(Map.of("sqlstate", Value.of(failure.code()), "message", Value.of(failure.title())));
    }
}
