package dev.runbook.run;

import dev.runbook.action.Operator;
import dev.runbook.action.Tools;
import dev.runbook.backfill.Progress;
import dev.runbook.database.Session;
import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.ReadOnly;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.http.HttpCall;
import dev.runbook.http.HttpResult;
import dev.runbook.model.Step;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.Discretion;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Site;
import dev.runbook.run.stage.Teller;
import dev.runbook.run.watching.StepWatch;
import dev.runbook.settle.Entry;
import dev.runbook.settle.Fate;
import dev.runbook.settle.Standpoint;
import dev.runbook.shell.ChildEnvironment;
import dev.runbook.shell.Host;
import dev.runbook.shell.ShellResult;
import dev.runbook.shell.ShellRun;
import dev.runbook.shell.ShellRunner;
import dev.runbook.story.StepRef;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The tools of one step.
record Bench(Workshop workshop, Site site, Teller teller, Step step, StepRef ref, Frame frame,
        Predicate<Observation> judge, Commits commits, StepWatch watch, Before before) implements Tools {
    private static final Path NOWHERE = Path.of("/dev/null");

    @Override
    public Scope scope() {
        return frame.scope();
    }

    @Override
    public Path folder() {
        return site.folder();
    }

    @Override
    public Path cwd() {
        Template cwd = step.setting().cwd();
        return cwd == null
                ? folder()
                : cwd.span().folder(folder()).resolve(cwd.eval(scope()).text()).normalize();
    }

    @Override
    public Path runFolder() {
        return site.runFolder().path();
    }

    @Override
    public Session session() {
        Session session = workshop.connections().session(step.setting().connection());
        session.name(workshop.lookouts().sessionName(ref.key()));
        watch.over(session);
        return session;
    }

    @Override
    public ConnectionSettings connection() {
        return workshop.connections().settings(step.setting().connection());
    }

    @Override
    public Map<String, ConnectionSettings> replicas() {
        Map<String, ConnectionSettings> replicas = new LinkedHashMap<>(site.connections());
        replicas.values().removeIf(settings -> !ReadOnly.wantsStandby(settings));
        return replicas;
    }

    @Override
    public boolean rehearses() {
        return site.sandbox();
    }

    @Override
    public ChildEnvironment environment(Map<String, String> more) {
        Map<String, String> connection = new LinkedHashMap<>(site.exported());
        connection.put("PGAPPNAME", applicationOfScripts());
        connection.putAll(connection().environment());
        return ChildEnvironment.build(site.environment(), site.sandbox(), connection, more);
    }

    private String applicationOfScripts() {
        return workshop.lookouts().scriptName(ref.key());
    }

    @Override
    public Map<String, String> env() {
        Map<String, String> env = new LinkedHashMap<>();
        step.setting().env().forEach((name, template) -> env.put(name, template.eval(scope()).text()));
        return env;
    }

    @Override
    public ShellRunner shell() {
        return workshop.shell();
    }

    @Override
    public @Nullable Host host() {
        String name = step.setting().host();
        return name == null ? null : site.hosts().get(name);
    }

    @Override
    public HttpResult http(HttpCall call) {
        return workshop.http(call, log("body"));
    }

    @Override
    public ShellResult await(ShellRun run) {
        workshop.running(run);
        watch.over(run, applicationOfScripts(), connection().port(), step.label().kind().matches("backup|restore"));
        try {
            if (workshop.interruption().asked() && ref.phase() == StepRef.Phase.FORWARD) {
                run.cancel();
            }
            site.milestones().reached("script at work");
            ShellResult result = run.await();
            site.milestones().reached("script ended");
            return result;
        } catch (InterruptedException e) {
            run.cancel();
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            workshop.running(null);
        }
    }

    @Override
    public Operator operator() {
        return workshop.operator(ref);
    }

    @Override
    public Secrets secrets() {
        return site.secrets();
    }

    @Override
    public Path log(String stream) {
        try {
            return step.output().sensitive() ? NOWHERE : site.runFolder().newLog(ref.key(), stream);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the step's log cannot be written: " + e.getMessage(),
                    "Free some space where the run's folder is."));
        }
    }

    @Override
    public @Nullable Duration timeout() {
        return step.flow().timeout();
    }

    @Override
    public void progress(String line) {
        if (!step.output().sensitive()) {
            teller.progress(ref, line);
        }
    }

    @Override
    public void tried(Failure failure, Duration took, Duration pause, int left) {
        teller.tried(ref, took, new Discretion(step.output().sensitive()).told(failure), pause, left);
    }

    @Override
    public void effect(String kind, Map<String, Value> token) {
        teller.effect(ref, kind, token);
    }

    @Override
    public boolean judge(Observation seen) {
        site.milestones().reached("before expectation");
        boolean well = judge.test(seen);
        site.milestones().reached("after expectation");
        return well;
    }

    /// What undoes the work, or looks into its failure, is not what was stopped.
    @Override
    public boolean stopped() {
        return workshop.interruption().asked() && switch (ref.phase()) {
            case SETUP, FORWARD, VERIFY, SUCCESS, FOLLOWUP -> true;
            case DIAGNOSE, ROLLBACK, RECOVERY -> false;
        };
    }

    @Override
    public @Nullable Failure committing(@Nullable Observation seen) {
        return commits.announce(seen);
    }

    @Override
    public @Nullable Failure committing(Progress before, Progress after) {
        return commits.announce("backfill", Map.of("before", before.value(), "after", after.value()));
    }

    @Override
    public @Nullable Progress reached() {
        return workshop.marks().backfill(ref.key());
    }

    @Override
    public void reached(Progress progress) {
        workshop.marks().backfill(ref.key(), progress);
    }

    @Override
    public Standpoint standpoint() {
        return workshop.marks().script(ref.key());
    }

    @Override
    public void standpoint(Standpoint certain) {
        workshop.marks().script(ref.key(), certain);
    }

    @Override
    public Resolution fate() {
        return commits.fate();
    }

    @Override
    public void thereBefore(List<String> names, boolean all) {
        before.found(names, all, ref, teller);
    }

    @Override
    public Fate fate(Entry sent, Session lost) {
        return new LostSession(workshop, step, ref, lost).fate(sent, commits::isThere);
    }

    @Override
    public String lingering(Session lost) {
        return new LostSession(workshop, step, ref, lost).lingering();
    }

    @Override
    public void sleep(Duration duration) {
        watch.rest(enough -> workshop.interruption().sleep(duration, enough));
    }
}
