package dev.runbook.database.fence;

import dev.runbook.database.Answer;
import dev.runbook.database.Catalog;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;

import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the journal keeps of a transaction before its COMMIT is sent, so that after a crash the server can be
/// asked what became of it.
///
/// The number alone is not enough: a server that crashed before its log was flushed gives the same number out
/// again. So a token is only made after another connection has flushed a record behind the number.
///
/// @param transaction the server's 64-bit number of the transaction
public record CommitToken(String transaction, ServerIdentity server) {

    /// Whether a transaction got its token.
    public sealed interface Preparation {
        /// It has one: journal it, then commit.
        record Ready(CommitToken token) implements Preparation {}

        /// It needs none: a server in recovery commits nothing.
        record Needless() implements Preparation {}

        /// It could not be given one: do not commit.
        record Impossible(String reason) implements Preparation {}
    }

    /// What became of a transaction.
    public enum Fate {
        COMMITTED, ABORTED,
        /// Its backend is still at work, or it is prepared: ask again.
        IN_PROGRESS,
        /// The server that answers can't know.
        UNKNOWN
    }

    /// What became of it, and how that is known.
    public record Resolution(Fate fate, String reason) {}

    /// The token as the journal keeps it: `transaction`, `system`, `timeline`, `database`, `address`.
    public Map<String, Value> fields() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("transaction", Value.of(transaction));
        fields.put("system", Value.of(Objects.requireNonNullElse(server.systemIdentifier(), "")));
        fields.put("timeline", Value.of(server.timeline()));
        fields.put("database", Value.of(server.database()));
        fields.put("address", Value.of(server.address()));
        return fields;
    }

    /// A token that [#fields()] wrote.
    public static CommitToken of(Map<String, Value> fields) {
        String system = text(fields, "system");
        ServerIdentity server = new ServerIdentity("", 0, false, text(fields, "database"), "", false,
                text(fields, "address"), system.isEmpty() ? null : system,
                fields.get("timeline") instanceof Value.Int(long timeline) ? timeline : 0);
        return new CommitToken(text(fields, "transaction"), server);
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.getOrDefault(name, Value.Null.NULL).text();
    }

    /// Gives the open transaction of a session its token. A commit of ours is never asynchronous, so that is
    /// mended as well.
    public static Preparation prepare(Session session, Witness witness) {
        StatementResult begun = session.execute("""
                SELECT CASE WHEN pg_is_in_recovery() THEN 'none' ELSE pg_current_xact_id()::text END,
                  CASE WHEN current_setting('synchronous_commit') = 'off'
                  THEN set_config('synchronous_commit', 'on', true) END""");
        String transaction = cell(begun);
        if (transaction == null) {
            return new Preparation.Impossible("the session gives no transaction number: " + words(begun));
        }
        if (transaction.equals("none")) {
            return new Preparation.Needless();
        }
        String refused = flush(witness, transaction);
        return refused == null
                ? new Preparation.Ready(new CommitToken(transaction, witness.identity()))
                : new Preparation.Impossible(refused);
    }

    /// Flushes a record behind the number, and makes sure that it is the same server that gave the number out.
    private static @Nullable String flush(Witness witness, String transaction) {
        StatementResult flushed = witness.execute("SELECT pg_xact_status('" + transaction
                + "'), pg_logical_emit_message(true, 'runbook', '" + transaction + "')");
        if (!(flushed instanceof StatementResult.Completed)) {
            return "the sentinel flushed no record: " + words(flushed);
        }
        return "in progress".equals(cell(flushed))
                ? null
                : "the sentinel's server does not know the transaction: two servers answer at one address";
    }

    /// Asks a server what became of the transaction.
    public Resolution resolve(Session session) {
        ServerIdentity here = ServerIdentity.of(session);
        String difference = here.differenceFrom(server);
        if (here.inRecovery() || difference != null) {
            return new Resolution(Fate.UNKNOWN, difference == null ? "a standby answers" : difference);
        }
        StatementResult asked = session.execute("SELECT pg_xact_status('" + transaction + "')");
        return switch (asked) {
            case StatementResult.Failed failed when failed.error().sqlState().equals("22023") ->
                new Resolution(Fate.ABORTED,
                        "the server has not given out number " + transaction + " yet, so it never became durable");
            case StatementResult.Failed _,StatementResult.Lost _ -> new Resolution(Fate.UNKNOWN, words(asked));
            case StatementResult.Completed _ -> answered(session, String.valueOf(cell(asked)));
        };
    }

    private Resolution answered(Session session, String status) {
        String says = "pg_xact_status(" + transaction + ") says " + status;
        return switch (status) {
            case "committed" -> new Resolution(Fate.COMMITTED, says);
            case "aborted" -> new Resolution(Fate.ABORTED, says);
            case "in progress" -> new Resolution(Fate.IN_PROGRESS,
                    prepared(session) ? says + ", and it is prepared (pg_prepared_xacts)" : says);
            default ->
                new Resolution(Fate.UNKNOWN, "the server keeps no record of number " + transaction + " any more");
        };
    }

    private boolean prepared(Session session) {
        return Catalog.isTrue(session, "SELECT EXISTS (SELECT FROM pg_prepared_xacts WHERE transaction::text = ('"
                + transaction + "'::numeric % 4294967296)::text)");
    }

    /// The first cell of a statement that ran to its end.
    private static @Nullable String cell(StatementResult result) {
        Answer.Rows rows = result.rows();
        return result instanceof StatementResult.Completed && rows != null ? rows.rows().getFirst().getFirst() : null;
    }

    private static String words(StatementResult result) {
        return switch (result) {
            case StatementResult.Failed failed -> failed.error().title();
            case StatementResult.Lost lost -> lost.reason();
            case StatementResult.Completed completed -> completed.tag();
        };
    }
}
