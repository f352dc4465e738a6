package dev.runbook.sql.item;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Suggestion;
import dev.runbook.source.Span;
import java.util.List;
import java.util.Locale;

/// What psql would do and a runbook does not, and what to write instead.
final class Refused {
    private static final List<String> TAKEN = List.of("i", "ir", "echo", "qecho", "warn", "set", "unset", "if", "elif",
            "else", "endif", "g", "gx", "gset", "gexec", "copy", "timing", "pset", "restrict", "unrestrict", "q",
            "encoding", "x", "t", "a");
    private static final String CATALOG = "Ask the catalogs with a query, or use runner: psql for this file.";

    private Refused() {}

    static Refusal command(String name, Span place) {
        return new Refusal(Problem.error(place, "\\" + name + " is not taken in a script", advice(name)));
    }

    private static String advice(String name) {
        return switch (name) {
            case "!" -> "Run the command in a shell step.";
            case "c", "connect" -> "A step has one connection: give the other database a connection of its own, "
                    + "and its SQL a step of its own.";
            case "o", "out" -> "Write one result to a file with \\g file, or keep the step's output with save.";
            case "prompt" -> "Ask with a prompt step, and hand the answer over with vars.";
            case "password" -> "Set a password by ALTER ROLE with a verifier, or outside of the runbook.";
            case "getenv" -> "Hand the value over with vars: {name: \"${{ env.NAME }}\"}.";
            case "setenv" -> "Give a shell step its environment with env.";
            case "cd" -> "Set the step's cwd.";
            case "watch" -> "Use retry with until, or watch.";
            case "gdesc", "crosstabview", "e", "edit", "ef", "ev", "p", "print", "w", "write", "s" ->
                "It is for work at a terminal: take it out.";
            case "r", "reset" -> "It throws away a statement that is being typed: take both out.";
            case "bind", "parse", "bind_named", "close_prepared", "startpipeline", "endpipeline" ->
                "Write the value with :'name', or use runner: psql for this file.";
            case "lo_import", "lo_export" -> "Use the functions lo_import and lo_export, or runner: psql.";
            case "." -> "It ends the data of a COPY … FROM STDIN, and there is none here.";
            case "" -> "A single backslash means nothing outside of a quoted text.";
            default -> name.matches("(d[A-Za-z]*|l|z|s[fv])[S+x]*")
                    ? CATALOG
                    : "A script can hold \\i, \\ir, \\echo, \\set, \\if, \\gset, \\gexec, \\copy and a few more."
                            + Suggestion.didYouMean(name, TAKEN);
        };
    }

    /// Refuses a setting of psql that changes which statements are sent.
    static void setting(String name, String value, Span place) {
        boolean off = Boolean.FALSE.equals(Truth.of(value));
        String advice = switch (name) {
            case "AUTOCOMMIT" -> off ? "Write transaction: always on the step, or BEGIN and COMMIT." : "";
            case "ON_ERROR_ROLLBACK" -> off ? "" : "Write on_error: continue on the step.";
            case "SINGLELINE", "SINGLESTEP" -> off ? "" : "Take it out, and end each statement with a semicolon.";
            case "ECHO_HIDDEN", "FETCH_COUNT" -> off || value.isEmpty() ? "" : "Take it out: results are streamed.";
            default -> "";
        };
        if (!advice.isEmpty()) {
            throw new Refusal(Problem.error(place,
                    "\\set " + name + " " + value.toLowerCase(Locale.ROOT) + " changes what psql sends", advice));
        }
    }
}
