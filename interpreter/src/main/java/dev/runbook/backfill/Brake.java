package dev.runbook.backfill;

import dev.runbook.backfill.BackfillPlan.Throttle;
import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.database.standby.LagMeter;
import dev.runbook.database.standby.Laggard;
import dev.runbook.database.wire.Column;
import dev.runbook.expression.Scope;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.value.Durations;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds a backfill up between two batches while standbys are behind, or while a query says so.
final class Brake implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final String NAME = "runbook asks how far it is behind";

    private final Throttle throttle;
    private final Session session;
    private final Desk desk;
    private final Laggard laggard;

    Brake(Throttle throttle, Session session, Desk desk) {
        this.throttle = throttle;
        this.session = session;
        this.desk = desk;
        this.laggard = new Laggard(session::execute, desk.replicas(), NAME);
    }

    /// Waits for as long as it has to.
    ///
    /// @throws Refusal when it can't be told how long
    void await() {
        for (String why = why(); why != null && !desk.stopped(); why = why()) {
            desk.progress("waiting: " + why);
            desk.sleep(LOOK_AGAIN);
        }
    }

    /// Why the next batch has to wait, or null.
    private @Nullable String why() {
        Duration most = throttle.replicaLag();
        LagMeter.Lag now = most == null ? new LagMeter.Lag(null, "") : laggard.now();
        Duration behind = now.behind();
        if (most != null && behind != null && behind.compareTo(most) > 0) {
            return now.who() + " is " + Durations.format(behind) + " behind, more than " + Durations.format(most);
        }
        Passage sql = throttle.sql();
        return sql != null && throttle.waitWhile() != null && throttle.waitWhile().test(result(sql))
                ? throttle.waitWhile().text() + " is true of the throttle's query"
                : null;
    }

    @Override
    public void close() {
        laggard.close();
    }

    private Scope result(Passage sql) {
        Answer.Rows answer = answer(sql);
        List<Column> columns = answer.columns();
        List<Value> records = answer.rows().stream().map(row -> record(columns, row)).toList();
        Value value = answer.count() == 1 && columns.size() == 1
                ? columns.getFirst().value(answer.rows().getFirst().getFirst())
                : Value.Null.NULL;
        Map<String, Value> own = Map.of("value", value, "rows", Value.of(answer.count()), "records", Value.of(records),
                "columns", Value.of(columns.stream().map(column -> Value.of(column.name())).toList()));
        return name -> own.containsKey(name) ? own.get(name) : throttle.scope().find(name);
    }

    private static Value record(List<Column> columns, List<@Nullable String> row) {
        Map<String, Value> record = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            record.put(columns.get(i).name(), columns.get(i).value(row.get(i)));
        }
        return Value.of(record);
    }

    private Answer.Rows answer(Passage sql) {
        StatementResult result = session.execute(sql.text());
        Answer.Rows rows = result.rows();
        return switch (result) {
            case StatementResult.Completed _ when rows != null -> rows;
            case StatementResult.Completed _ -> throw refused(sql, "the throttle's query returns nothing");
            case StatementResult.Failed failed -> throw refused(sql, failed.error().title());
            case StatementResult.Lost lost -> throw refused(sql, lost.reason());
        };
    }

    private static Refusal refused(Passage sql, String words) {
        return new Refusal(Problem.error(sql.span(), words,
                "How long the backfill has to wait can't be told without an answer."));
    }
}
