package dev.runbook.action;

import dev.runbook.action.dump.RestoreRun;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Items;
import dev.runbook.value.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `restore`: puts a dump back with the real pg_restore, or psql where it is SQL.
///
/// @param step what answers call it, should it have to ask
/// @param clean drop what the dump holds before it is made again
/// @param tables names of tables, or null for everything
/// @param only `schema`, `data`, or null for both
/// @param into a database to create for it, or null for the connection's own
/// @param jobs how many tables at once
/// @param manner how its statements are held together
public record Restore(String step, Template file, boolean clean, @Nullable Items tables, @Nullable String only,
        @Nullable Template into, @Nullable Template jobs, Manner manner) implements Action {

    /// How a restore's statements are held together, and what stops it.
    public enum Manner {
        /// One transaction, which stops at the first error.
        ONE_TRANSACTION("in one transaction"),
        /// It stops at the first error, and what came before stays.
        EACH_STATEMENT("each statement in a transaction of its own"),
        /// It goes on after errors.
        GOING_ON("each statement in a transaction of its own, going on after errors");

        private final String sentence;

        Manner(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /// Reads `restore`, and `transaction` and `on_error` beside it.
    public static @Nullable Restore read(String step, Fields fields) {
        Fields restore = fields.section("restore");
        Template file = restore == null ? null : restore.template("file");
        if (restore == null || file == null) {
            return null;
        }
        Manner manner = manner(fields, restore);
        if (manner != Manner.ONE_TRANSACTION && fields.text("transaction", "auto").equals("always")) {
            fields.reading().problems().error(fields.place("transaction"), "it can't be one transaction",
                    manner == Manner.GOING_ON
                            ? "An error ends a transaction: leave out transaction: always, or on_error: continue."
                            : "Several jobs have a connection each: leave out transaction: always, or jobs.");
        }
        return new Restore(step, file, restore.flag("clean"), restore.list("tables"), restore.text("only"),
                restore.template("into"), restore.template("jobs"), manner);
    }

    private static Manner manner(Fields fields, Fields restore) {
        if (fields.text("on_error", "stop").equals("continue")) {
            return Manner.GOING_ON;
        }
        boolean several = restore.has("jobs") && !"1".equals(restore.text("jobs"));
        return several || fields.text("transaction", "auto").equals("never")
                ? Manner.EACH_STATEMENT
                : Manner.ONE_TRANSACTION;
    }

    @Override
    public Observation perform(Tools tools) {
        return new RestoreRun(this, tools).run();
    }

    @Override
    public List<Fact> source(Scope scope) {
        StringBuilder text = new StringBuilder(file.eval(scope).text());
        if (clean) {
            text.append(", dropping first what is in it");
        }
        if (tables != null) {
            text.append(", tables ").append(tables.text());
        }
        if (only != null) {
            text.append(", ").append(only).append(" only");
        }
        if (into != null) {
            text.append(", into the new database ").append(into.eval(scope).text());
        }
        if (jobs != null) {
            text.append(", ").append(jobs.eval(scope).text()).append(" jobs");
        }
        return List.of(new Fact.Text("restore", text + "; " + manner.sentence()));
    }

    @Override
    public boolean changesDatabase() {
        return true;
    }

    /// Cleaning first and in one transaction, it comes to the same a second time.
    @Override
    public Remains remains() {
        return clean ? Remains.NOTHING : Remains.ANYTHING;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("file", Type.Simple.TEXT, "database", Type.Simple.TEXT, "errors", Type.listOf(Type.Simple.TEXT));
    }
}
