package dev.runbook.run;

import dev.runbook.action.Operator;
import dev.runbook.action.Tools;
import dev.runbook.backfill.Progress;
import dev.runbook.database.Session;
import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.database.settings.ConnectionSettings;
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

/// The tools of something that only looks, beside a step: those of the step, but with a session of its own, no log, no
/// questions and no judgement.
///
/// @param tools where it stands and what it sees
/// @param session its own, on which nothing can be changed
record SideTools(Tools tools, Session session) implements Tools {
    private static final Path NOWHERE = Path.of("/dev/null");

    @Override
    public Scope scope() {
        return tools.scope();
    }

    @Override
    public Path folder() {
        return tools.folder();
    }

    @Override
    public Path cwd() {
        return tools.cwd();
    }

    @Override
    public Path runFolder() {
        return tools.runFolder();
    }

    @Override
    public ConnectionSettings connection() {
        return session.settings();
    }

    @Override
    public Map<String, ConnectionSettings> replicas() {
        return tools.replicas();
    }

    @Override
    public boolean rehearses() {
        return tools.rehearses();
    }

    @Override
    public ChildEnvironment environment(Map<String, String> more) {
        return tools.environment(more);
    }

    @Override
    public Map<String, String> env() {
        return tools.env();
    }

    @Override
    public ShellRunner shell() {
        return tools.shell();
    }

    @Override
    public @Nullable Host host() {
        return tools.host();
    }

    @Override
    public HttpResult http(HttpCall call) {
        throw new IllegalStateException("nothing is asked for by HTTP beside a step");
    }

    @Override
    public ShellResult await(ShellRun run) {
        throw new IllegalStateException("scripts beside a step are read while they run");
    }

    @Override
    public Operator operator() {
        throw new IllegalStateException("nobody is asked beside a step");
    }

    @Override
    public Secrets secrets() {
        return tools.secrets();
    }

    @Override
    public Path log(String stream) {
        return NOWHERE;
    }

    @Override
    public @Nullable Duration timeout() {
        return null;
    }

    @Override
    public void progress(String line) {
        // the sample is shown, and nothing of how it came about
    }

    @Override
    public void tried(Failure failure, Duration took, Duration pause, int left) {
        // nothing is tried again beside a step
    }

    @Override
    public void effect(String kind, Map<String, Value> token) {
        // it has none
    }

    @Override
    public boolean judge(Observation seen) {
        return seen.failure() == null;
    }

    @Override
    public @Nullable Failure committing(@Nullable Observation seen) {
        return null;
    }

    @Override
    public @Nullable Failure committing(Progress before, Progress after) {
        throw new IllegalStateException("nothing is committed beside a step");
    }

    @Override
    public @Nullable Progress reached() {
        return null;
    }

    @Override
    public Standpoint standpoint() {
        return Standpoint.NONE;
    }

    @Override
    public void standpoint(Standpoint certain) {
        // It is looked at anew each time.
    }

    @Override
    public void reached(Progress progress) {
        throw new IllegalStateException("nothing is committed beside a step");
    }

    @Override
    public Resolution fate() {
        throw new IllegalStateException("nothing is committed beside a step");
    }

    @Override
    public void thereBefore(List<String> names, boolean all) {
        // nothing is made beside a step
    }

    @Override
    public Fate fate(Entry sent, Session lost) {
        return new Fate.Unknown("nobody is asked beside a step");
    }

    @Override
    public String lingering(Session lost) {
        return "nobody is asked beside a step";
    }

    @Override
    public void sleep(Duration duration) {
        tools.sleep(duration);
    }

    @Override
    public boolean stopped() {
        return tools.stopped();
    }
}
