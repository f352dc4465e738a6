package dev.runbook.action;

import dev.runbook.backfill.BackfillPlan;
import dev.runbook.backfill.BackfillPlan.Batch;
import dev.runbook.backfill.BackfillRun;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Expression;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.lockwait.LockRule;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Reading;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.sql.scan.Variables;
import dev.runbook.value.Durations;
import dev.runbook.value.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `backfill`: changes a large table in small transactions, in the order of its key.
///
/// @param table its name
/// @param key the columns of a unique index, or none for the primary key
/// @param where which rows need it, or null for all
/// @param set what to set
public record Backfill(Template table, List<String> key, @Nullable Passage where, Passage set,
        Map<String, Template> vars, Size size, Duration pause, Throttle throttle, @Nullable LockRule lock,
        Span place) implements Action {
    private static final int ROWS = 1_000;
    private static final int MOST = 50_000;
    private static final String VARS = "give it in vars and write :'name', :\"name\" or :name here.";

    /// `batch`: how many rows, and what they aim at.
    public record Size(@Nullable Template rows, @Nullable Template most, @Nullable Duration target) {
        private static Size read(Fields fields) {
            Fields map = fields.section("batch");
            return map == null
                    ? new Size(fields.template("batch"), null, null)
                    : new Size(map.template("rows"), map.template("most"), map.duration("target"));
        }

        private Batch batch(Scope scope, Span place) {
            int first = number(rows, ROWS, scope, place);
            return new Batch(first, number(most, Math.max(first, MOST), scope, place), target);
        }

        private static int number(@Nullable Template template, int otherwise, Scope scope, Span place) {
            if (template == null) {
                return otherwise;
            }
            String text = template.eval(scope).text();
            if (!text.matches("[1-9]\\d{0,8}")) {
                throw new Refusal(Problem.error(place, "a batch of \"" + text + "\" rows",
                        "It must be a whole number from 1 on."));
            }
            return Integer.parseInt(text);
        }
    }

    /// `throttle`: when the next batch waits.
    public record Throttle(@Nullable Duration replicaLag, @Nullable Passage sql, @Nullable Expression waitWhile) {
        private static final Map<String, Type> RESULT = Map.of("value", Type.Simple.ANY, "rows", Type.Simple.INT,
                "records", Type.listOf(Type.Simple.ANY), "columns", Type.listOf(Type.Simple.TEXT));

        private static Throttle read(Fields fields) {
            Fields throttle = fields.section("throttle");
            if (throttle == null) {
                return new Throttle(null, null, null);
            }
            Reading own = fields.reading().where(names -> names.with(RESULT));
            return new Throttle(throttle.duration("replica_lag"), throttle.source("sql", VARS),
                    new Fields(throttle.mapping(), own).condition("wait_while"));
        }
    }

    /// Reads `backfill`.
    public static @Nullable Backfill read(Fields step) {
        Fields fields = step.section("backfill");
        Passage set = fields == null ? null : fields.source("set", VARS);
        Template table = fields == null ? null : fields.template("table");
        if (fields == null || set == null || table == null) {
            return null;
        }
        List<String> key = fields.texts("key");
        Passage where = fields.source("where", VARS);
        Throttle throttle = Throttle.read(fields);
        Map<String, Template> vars = step.templates("vars");
        Stream.of(where, set, throttle.sql()).filter(Objects::nonNull)
                .forEach(piece -> SqlPiece.check(piece, vars.keySet(), fields.reading().problems()));
        SqlPiece.checkKeyStays(set, key, fields.reading().problems());
        return new Backfill(table, key, where, set, vars, Size.read(fields),
                Objects.requireNonNullElse(fields.duration("pause"), Duration.ZERO), throttle, LockRule.read(step),
                fields.place("table"));
    }

    @Override
    public Observation perform(Tools tools) {
        try (TimeLimit limit = TimeLimit.on(tools.session(), tools.timeout(), tools::stopped)) {
            Observation seen = BackfillRun.perform(plan(tools.scope()), tools.session(), tools);
            Duration most = tools.timeout();
            Failure failure = seen.failure();
            return most != null && limit.passed() && failure != null && failure.code().equals("57014")
                    ? SqlOutcome.failed(seen, new Failure("timed out after " + Durations.format(most), "timeout",
                            "The batch that was open was rolled back; those before it are committed.",
                            failure.facts()))
                    : seen;
        }
    }

    /// @throws Refusal when a value may not become SQL
    private BackfillPlan plan(Scope scope) {
        Variables variables = Sql.variables(vars, scope);
        Passage sql = throttle.sql();
        return new BackfillPlan(table.eval(scope).text(), key, where == null ? null : SqlPiece.filled(where, variables),
                SqlPiece.filled(set, variables), size.batch(scope, place), pause,
                new BackfillPlan.Throttle(throttle.replicaLag(), sql == null ? null : SqlPiece.filled(sql, variables),
                        throttle.waitWhile(), scope),
                lock, place);
    }

    @Override
    public List<Fact> source(Scope scope) {
        String condition = where == null ? "" : "\nWHERE " + where.text().strip();
        String by = key.isEmpty() ? "its primary key" : String.join(", ", key);
        return List.of(
                new Fact.Code("backfill", "sql",
                        "UPDATE " + table.eval(scope).text() + "\nSET " + set.text().strip() + condition),
                new Fact.Text("batches", "each a transaction of its own, in the order of " + by));
    }

    @Override
    public boolean changesDatabase() {
        return true;
    }

    @Override
    public Remains remains() {
        return Remains.ALL_OR_NOTHING;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("affected", Type.Simple.INT, "batches", Type.Simple.INT, "last_key", Type.Simple.ANY, "rate",
                Type.Simple.INT);
    }
}
