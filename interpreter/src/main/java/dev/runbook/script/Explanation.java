package dev.runbook.script;

import dev.runbook.database.wire.ServerMessage;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.problem.Problem;
import dev.runbook.problem.ProblemText;
import dev.runbook.script.Transcript.Trouble;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Explains what went wrong: the server's words, shown where the statement was written, and what to do about it.
public final class Explanation {
    private static final String OWN_STEP = "Say transaction: never on this step, or move the statement into a step of "
            + "its own that says so.";

    private static final int SHOWN = 2_000;

    private Explanation() {}

    public static Failure of(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Refused(Passage statement, ServerMessage error) -> of(statement, error);
            case Trouble.OfClient(Problem problem) ->
                Failure.of("problem", problem.title(), problem.advice(), place(problem));
            case Trouble.Lost(Passage statement, String reason, ServerMessage error) -> new Failure(
                    error == null ? reason : error.title(), error == null ? "connection" : error.sqlState(),
                    "What was not committed is gone, or will be.",
                    List.of(place(Problem.error(statement.span(), "the connection ended here", ""))));
        };
    }

    /// A line for it: what was refused, and where.
    public static String line(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Refused(Passage statement, ServerMessage error) ->
                statement.span() + ": " + error.title() + " (" + SqlStates.named(error.sqlState()) + ")";
            case Trouble.OfClient(Problem problem) ->
                (problem.place() == null ? "" : problem.place() + ": ") + problem.title();
            case Trouble.Lost lost -> lost.statement().span() + ": " + lost.reason();
        };
    }

    private static Failure of(Passage statement, ServerMessage error) {
        List<Fact> facts = new ArrayList<>();
        facts.add(place(Problem.error(token(statement, error.position()), error.message(), "")));
        if (!squeezed(statement.span().text()).contains(squeezed(statement.text()))) {
            facts.add(new Fact.Code("sent", "sql", head(statement.text())));
        }
        add(facts, "SQLSTATE", SqlStates.named(error.sqlState()));
        add(facts, "DETAIL", error.detail());
        add(facts, "HINT", error.hint());
        if (error.internalQuery() != null) {
            facts.add(new Fact.Code("QUERY", "sql", error.internalQuery()));
        }
        add(facts, "CONTEXT", error.where());
        add(facts, "CONSTRAINT", error.constraint());
        add(facts, "TABLE", error.schema() == null || error.table() == null
                ? error.table()
                : error.schema() + "." + error.table());
        add(facts, "COLUMN", error.column());
        add(facts, "TYPE", error.dataType());
        return new Failure(error.title(), error.sqlState(), advice(error), facts);
    }

    private static String squeezed(String sql) {
        return sql.replaceAll("\\s+", "");
    }

    private static String head(String sql) {
        return sql.length() <= SHOWN ? sql : sql.substring(0, SHOWN) + "…";
    }

    private static Fact place(Problem problem) {
        return new Fact.Code("place", "text", ProblemText.render(problem));
    }

    /// What the server's position points at, in the file in which the statement was written.
    private static Span token(Passage statement, int position) {
        String text = statement.text();
        int characters = text.codePointCount(0, text.length());
        int start = position <= 0 ? 0 : text.offsetByCodePoints(0, Math.min(position - 1, characters));
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return statement.span(start, Math.min(text.length(), Math.max(end, start + 1)));
    }

    /// Refusals that come from being in a transaction or in none. The statement is never tried in another mode: which
    /// one is right is for the runbook to say.
    private static String advice(ServerMessage error) {
        return switch (error.sqlState()) {
            case "25001" -> "The server runs it in no transaction. " + OWN_STEP;
            case "25P01" -> "The server runs it in a transaction only. Say transaction: always on this step.";
            case "2D000" -> "It commits by itself, which a transaction around it does not allow. " + OWN_STEP;
            case "55P04" -> "A value added to an enum can be used after the COMMIT only. Split the step: ALTER TYPE … "
                    + "ADD VALUE in one, its use in the next.";
            case "55006" -> error.message().contains("pending trigger events")
                    ? "Changes of this transaction still wait for their deferred checks. Write SET CONSTRAINTS ALL "
                            + "IMMEDIATE before this statement, or split the step here."
                    : "";
            default -> "";
        };
    }

    private static void add(List<Fact> facts, String label, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            facts.add(new Fact.Text(label, text));
        }
    }
}
