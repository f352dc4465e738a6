package dev.runbook.action;

import dev.runbook.backfill.Desk;
import dev.runbook.database.Session;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.http.HttpCall;
import dev.runbook.http.HttpResult;
import dev.runbook.settle.Entry;
import dev.runbook.settle.Fate;
import dev.runbook.settle.Standpoint;
import dev.runbook.shell.ChildEnvironment;
import dev.runbook.shell.Host;
import dev.runbook.shell.ShellResult;
import dev.runbook.shell.ShellRun;
import dev.runbook.shell.ShellRunner;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an action works with: the step's own connection, folder, environment and clock.
public interface Tools extends Desk {
    /// The names of the run.
    Scope scope();

    /// The folder that the runbook's relative paths start from.
    Path folder();

    /// The folder that a shell step works in.
    Path cwd();

    /// The run's own folder.
    Path runFolder();

    /// The step's database session, the same for the whole run; opened when it is first needed.
    Session session();

    /// Whether all of it takes place on a sandbox.
    boolean rehearses();

    /// The environment of a shell child: the step's connection, and no way to another one.
    ///
    /// @param more further variables, which win
    ChildEnvironment environment(Map<String, String> more);

    /// The step's own `env`, with its values filled in.
    Map<String, String> env();

    ShellRunner shell();

    /// The host that the step's script runs on, or null for this machine.
    @Nullable
    Host host();

    /// Makes a request, which is given up when the run is stopped.
    HttpResult http(HttpCall call);

    /// Waits for a script, which is ended when the run is stopped.
    ShellResult await(ShellRun run);

    /// Somebody who answers questions: a person, or the answers given beforehand.
    Operator operator();

    Secrets secrets();

    /// Where the whole of a step's output goes.
    Path log(String stream);

    /// The step's time limit, or null.
    @Nullable
    Duration timeout();

    /// Puts on disk what a later process needs to find out what became of an effect, before it begins.
    void effect(String kind, Map<String, Value> token);

    /// How far an earlier try, or an earlier process, has come with certainty in a script whose statements are
    /// transactions of their own.
    Standpoint standpoint();

    /// Notes how far it has come with certainty.
    void standpoint(Standpoint certain);

    /// Notes what the step was to make and found there already.
    ///
    /// @param all whether it has made nothing besides
    void thereBefore(List<String> names, boolean all);

    /// What became of a statement that was a transaction by itself when the session's connection was lost: the server is
    /// asked once that session has ended.
    Fate fate(Entry sent, Session lost);

    /// Why it is not certain that a session whose connection was lost has ended on the server, or empty.
    String lingering(Session lost);

    /// Judges the step's expectations now, while its transaction can still be rolled back.
    ///
    /// @return whether the transaction may be committed
    boolean judge(Observation seen);

    /// Puts on disk what tells later whether the session's open transaction was committed: without it, nothing is.
    ///
    /// @param seen what the step came to once it is committed; null where more is to follow
    /// @return why nothing may be committed, or null
    @Nullable
    Failure committing(@Nullable Observation seen);
}
