package dev.runbook.script;

import dev.runbook.database.Session;
import dev.runbook.database.StatementListener;
import dev.runbook.database.StatementResult;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.problem.Problem;
import dev.runbook.script.Transcript.Trouble;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.sql.ScriptRun;
import dev.runbook.sql.item.CopyData;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Token;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sends single statements as psql does, shows what comes of each, and keeps it.
final class Sender {
    private final Session session;
    private final ScriptRun script;
    private final Screen screen;
    private final PsqlVariables variables;
    private final Notebook notebook;
    private final boolean mayGoOn;
    private final Predicate<ServerMessage> again;

    /// What is done with the last result instead of showing it.
    interface LastResult {
        void take(Spool rows);
    }

    /// How a statement gets to the server.
    private interface Exchange {
        StatementResult with(StatementListener listener);

        /// Whether it can be done again from its beginning.
        default boolean isFresh() {
            return true;
        }
    }

    /// A `COPY … FROM STDIN`, whose data is there once.
    private record CopyFrom(Session session, String sql, Watched watched) implements Exchange {
        @Override
        public StatementResult with(StatementListener listener) {
            return session.copyIn(sql, watched, listener);
        }

        @Override
        public boolean isFresh() {
            return !watched.read;
        }
    }

    /// @param mayGoOn whether an error may be survived; in a transaction of the step's own it can't
    /// @param again whether a refused statement is sent once more
    Sender(Session session, ScriptRun script, Screen screen, PsqlVariables variables, Notebook notebook,
            boolean mayGoOn, Predicate<ServerMessage> again) {
        this.session = session;
        this.script = script;
        this.screen = screen;
        this.variables = variables;
        this.notebook = notebook;
        this.mayGoOn = mayGoOn;
        this.again = again;
        followStrings();
    }

    /// A statement without data.
    ///
    /// @param use null to show the last result like any other
    void send(Passage sql, Outlet outlet, @Nullable LastResult use) {
        boolean commits = isCommit(sql.text());
        String tag = exchange(sql, outlet, use, listener -> commits
                ? session.commit(sql.text(), listener)
                : session.execute(sql.text(), listener));
        if (commits && "ROLLBACK".equals(tag)) {
            note(new Trouble.OfClient(Problem.error(sql.span(), "COMMIT answered ROLLBACK",
                    "An error before it had failed the transaction: nothing of it was committed.")));
        }
    }

    /// A `COPY … FROM STDIN` with its data from the script. Refused before the data was read, it is told at the line
    /// before them.
    void copyIn(Passage sql, CopyData data, Outlet outlet) {
        try (InputStream in = data.open()) {
            Watched watched = new Watched(in);
            int behind = script.line();
            screen.at(() -> watched.read ? behind : data.line() - 1);
            copyIn(sql, watched, outlet);
            screen.at(null);
            watched.requireWhole();
        } catch (IOException e) {
            trouble(FileErrors.words(e), sql.span(),
                    "Nothing of this COPY was taken. Put the file back, or start anew.");
        }
    }

    /// A `COPY … FROM STDIN` with its data.
    void copyIn(Passage sql, InputStream data, Outlet outlet) {
        copyIn(sql, new Watched(data), outlet);
    }

    private void copyIn(Passage sql, Watched watched, Outlet outlet) {
        String tag = exchange(sql, outlet, null, new CopyFrom(session, sql.text(), watched));
        if (tag == null && watched.read) {
            variables.succeeded("");
        }
    }

    /// A `COPY … TO STDOUT`.
    void copyOut(Passage sql, OutputStream data, Outlet outlet) {
        String tag = exchange(sql, outlet, null, listener -> session.copyOut(sql.text(), data, listener));
        if (tag != null) {
            variables.succeeded("");
        }
    }

    /// What psql itself would not do.
    ///
    /// @param words psql's own
    void trouble(String words, Span place, String advice) {
        screen.complain("error: " + words);
        note(new Trouble.OfClient(Problem.error(place, words, advice)));
    }

    /// The tag of the last answer, or null when there was an error.
    private @Nullable String exchange(Passage sql, Outlet outlet, @Nullable LastResult use, Exchange exchange) {
        screen.sending(sql.text());
        long start = System.nanoTime();
        try (Results results = new Results(screen, notebook, sql.text(), outlet, variables.isOn("SHOW_ALL_RESULTS"))) {
            StatementResult result = insisting(exchange, results);
            notebook.answers(result.answers());
            long took = System.nanoTime() - start;
            String tag = conclude(sql, result, results, use);
            screen.took(took);
            return tag;
        } finally {
            followStrings();
        }
    }

    /// A statement that was refused before anything came of it may be sent again.
    private StatementResult insisting(Exchange exchange, Results results) {
        StatementResult result = exchange.with(results);
        while (result instanceof StatementResult.Failed(ServerMessage error, List<?> answers) && answers.isEmpty()
                && exchange.isFresh() && again.test(error)) {
            result = exchange.with(results);
        }
        return result;
    }

    private @Nullable String conclude(Passage sql, StatementResult result, Results results,
            @Nullable LastResult use) {
        return switch (result) {
            case StatementResult.Completed completed -> completed(sql, completed, results, use);
            case StatementResult.Failed(ServerMessage error, List<?> _) -> {
                results.showWaiting(false);
                screen.error(error, sql.text());
                variables.failed(error);
                note(new Trouble.Refused(sql, located(sql, error)));
                yield null;
            }
            case StatementResult.Lost(String reason, ServerMessage error, List<?> _) -> {
                if (error != null) {
                    screen.error(error, sql.text());
                }
                notebook.trouble(new Trouble.Lost(sql, reason, error), true);
                yield null;
            }
        };
    }

    /// Where the encoding of a database is unknown to it, a server counts bytes. What is shown as psql shows it stands too
    /// far right then, as psql's own; the place in the file does not.
    private ServerMessage located(Passage sql, ServerMessage error) {
        return "SQL_ASCII".equals(session.parameter("server_encoding"))
                ? error.at(characters(sql.text(), error.position()))
                : error;
    }

    private static int characters(String sql, int bytes) {
        byte[] all = sql.getBytes(StandardCharsets.UTF_8);
        String before = new String(all, 0, Math.min(Math.max(bytes - 1, 0), all.length), StandardCharsets.UTF_8);
        return bytes <= 0 ? bytes : before.codePointCount(0, before.length()) + 1;
    }

    private String completed(Passage sql, StatementResult.Completed result, Results results,
            @Nullable LastResult use) {
        Spool last = results.last();
        if (use != null && last != null) {
            variables.succeeded(result.tag());
            notebook.usedUp();
            use.take(last);
            return result.tag();
        }
        results.showWaiting(true);
        if (results.refusal() == null) {
            variables.succeeded(result.tag());
        } else {
            Problem problem = results.refusal().problems().getFirst();
            trouble(problem.title(), sql.span(), problem.advice());
        }
        return result.tag();
    }

    private void note(Trouble trouble) {
        notebook.trouble(trouble, !mayGoOn || variables.isOn("ON_ERROR_STOP"));
    }

    private void followStrings() {
        script.standardConformingStrings(!"off".equals(session.parameter("standard_conforming_strings")));
    }

    private static boolean isCommit(String sql) {
        List<Token> first = Tokens.first(sql, 1);
        return !first.isEmpty() && (first.getFirst().is("commit") || first.getFirst().is("end"));
    }

    /// Knows whether the server has asked for the data, and whether it could be given.
    private static final class Watched extends FilterInputStream {
        private boolean read;
        private @Nullable IOException broken;

        private Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            read = true;
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }

        private void requireWhole() throws IOException {
            if (broken != null) {
                throw broken;
            }
        }
    }
}
