package dev.runbook.script;

import dev.runbook.database.Answer;
import dev.runbook.database.Session;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.problem.Refusal;
import dev.runbook.script.Transcript.Trouble;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.sql.ScriptRun;
import dev.runbook.sql.item.CopyStatement;
import dev.runbook.sql.item.PsqlCommand;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Copy;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Variables;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plays a script on a session: sends its statements one by one, each as psql sends it, and does what its psql commands
/// say.
public final class ScriptPlayer {
    private final Session session;
    private final ScriptRun script;
    private final Gate gate;
    private final Notebook notebook = new Notebook();
    private final Screen screen;
    private final Sender sender;
    private final FollowUp followUp;

    /// Asked before each statement whether it may be sent.
    public interface Gate {
        /// @param soFar what came of the script until now
        boolean mayBeSent(Statement statement, Supplier<Transcript> soFar);

        /// What it returned, if it is known to have been carried out before: it is passed over. Null when it is not.
        default @Nullable List<Answer.Rows> done(Statement statement) {
            return null;
        }

        /// Asked before each text that a `\gexec` sends.
        default boolean mayBeExecuted(String sql) {
            return true;
        }

        /// Asked after a refusal that nothing came before, whether the statement is sent once more.
        default boolean again(ServerMessage refusal) {
            return false;
        }
    }

    /// What an error does to the script.
    public enum OnError {
        /// It ends there, unless the script itself sets ON_ERROR_STOP off: psql with ON_ERROR_STOP.
        STOP,
        /// It goes on, unless the script itself sets ON_ERROR_STOP: psql without it.
        CONTINUE,
        /// It ends there in any case: a transaction around the script has failed.
        STOP_ALWAYS
    }

    /// @param variables those that the script itself works with
    public ScriptPlayer(Session session, ScriptRun script, Variables variables, ScriptOutput output, OnError onError,
            Gate gate) {
        PsqlVariables own = new PsqlVariables(variables);
        own.begin(session, onError != OnError.CONTINUE);
        this.session = session;
        this.script = script;
        this.gate = gate;
        this.screen = new Screen(output, own, script);
        this.sender = new Sender(session, script, screen, own, notebook, onError != OnError.STOP_ALWAYS,
                gate::again);
        this.followUp = new FollowUp(sender, screen, own);
    }

    /// Plays the script to its end, or to the error or the statement that ends it.
    public Transcript play() {
        try {
            for (ScriptItem item = script.next(); item != null; item = script.next()) {
                perform(item);
                if (notebook.isClosed()) {
                    break;
                }
            }
        } catch (Refusal refusal) {
            notebook.trouble(new Trouble.OfClient(refusal.problems().getFirst()), true);
        }
        return notebook.transcript();
    }

    private void perform(ScriptItem item) {
        switch (item) {
            case Statement statement when isPassedOver(statement) -> {
            }
            case Statement statement when !gate.mayBeSent(statement, notebook::transcript) -> notebook.withhold();
            case Statement statement -> send(statement);
            case PsqlCommand.Echo echo -> echo(echo.text());
            case PsqlCommand.Copy copy -> new ClientCopy(sender, screen).run(copy);
            case PsqlCommand.Timing timing -> screen.setTiming(timing.on());
            case PsqlCommand.PSet(String option, String value, Span place) -> screen.pset(option, value, place);
            case PsqlCommand.Encoding encoding ->
                session.execute("set client_encoding to '" + encoding.name() + "'");
            case ScriptItem.Remark remark -> screen.complain("error: " + remark.words());
            case PsqlCommand.Include _,PsqlCommand.Set _,PsqlCommand.Unset _,PsqlCommand.Branch _,PsqlCommand.Restrict _,PsqlCommand.Unrestrict _,PsqlCommand.Quit _ ->
                {
                }
        }
    }

    private boolean isPassedOver(Statement statement) {
        List<Answer.Rows> returned = gate.done(statement);
        if (returned != null) {
            notebook.returned(returned);
        }
        return returned != null;
    }

    private void echo(String text) {
        screen.text(text);
        screen.output().tell(text.stripTrailing());
    }

    private void send(Statement statement) {
        Passage sql = statement.sql();
        try (Outlet outlet = outlet(statement)) {
            switch (statement.copy()) {
                case FROM_STDIN -> sender.copyIn(sql, Objects.requireNonNull(statement.data()), outlet);
                case TO_STDOUT -> copyOut(sql, outlet);
                case NONE -> sender.send(sql, outlet, lastResult(statement));
            }
        }
    }

    private void copyOut(Passage sql, Outlet outlet) {
        try {
            sender.copyOut(sql, outlet.stream(), outlet);
        } catch (Refusal e) {
            sender.trouble(e.problems().getFirst().title(), sql.span(), e.problems().getFirst().advice());
        }
    }

    private Outlet outlet(Statement statement) {
        return statement.ending() instanceof Ending.Go(String file, Map<String, String> options)
                ? Outlet.of(screen, screen.with(options, statement.place()), file, statement.place())
                : Outlet.shown(screen, statement.place());
    }

    /// What becomes of the last result when the statement did not end with a semicolon.
    private Sender.@Nullable LastResult lastResult(Statement statement) {
        Span place = statement.place();
        return switch (statement.ending()) {
            case Ending.Semicolon _,Ending.EndOfScript _,Ending.Go _ -> null;
            case Ending.IntoVariables(String prefix) -> rows -> followUp.intoVariables(prefix, rows, place);
            case Ending.Execute _ -> rows -> followUp.execute(rows, cell -> execute(cell, place));
        };
    }

    /// A field of the result of a `\gexec`.
    private void execute(String cell, Span place) {
        if (notebook.isClosed()) {
            return;
        }
        Passage sql = Passage.somewhere(cell, place);
        Copy copy = CopyStatement.of(cell);
        if (!gate.mayBeExecuted(cell)) {
            notebook.withhold();
            return;
        }
        try (Outlet outlet = Outlet.shown(screen, place)) {
            switch (copy) {
                case NONE -> sender.send(sql, outlet, null);
                case TO_STDOUT -> copyOut(sql, outlet);
                case FROM_STDIN -> sender.trouble("\\gexec of a COPY … FROM STDIN", place,
                        "Its data would be read from the script: write the COPY there itself.");
            }
        }
    }
}
