package dev.runbook.run;

import dev.runbook.action.MaskedOutput;
import dev.runbook.action.Operator;
import dev.runbook.action.Tools;
import dev.runbook.evidence.Masking;
import dev.runbook.evidence.Observation;
import dev.runbook.http.HttpCall;
import dev.runbook.http.HttpResult;
import dev.runbook.http.HttpRun;
import dev.runbook.http.HttpRunner;
import dev.runbook.model.Step;
import dev.runbook.model.Step.Hint;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.Connections;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Interruption;
import dev.runbook.run.stage.RunScope;
import dev.runbook.run.stage.Site;
import dev.runbook.run.stage.Teller;
import dev.runbook.run.stage.ToldOperator;
import dev.runbook.run.watching.Condition;
import dev.runbook.run.watching.Lookouts;
import dev.runbook.run.watching.StepWatch;
import dev.runbook.shell.ShellRun;
import dev.runbook.shell.ShellRunner;
import dev.runbook.story.Listener;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import dev.runbook.watch.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a run works with while it lasts: its sessions, its shell, its names, and the switch that stops it.
public final class Workshop implements AutoCloseable {
    private final Site site;
    private final Teller teller;
    private final RunScope scope;
    private final Connections connections;
    private final Lookouts lookouts;
    private final Collection<Samplings> watching = new ConcurrentLinkedDeque<>();
    private final ShellRunner shell = new ShellRunner();
    private final Interruption interruption = new Interruption();
    private final HttpRunner http;
    private volatile boolean alone;
    private final Marks marks = new Marks();
    private volatile @Nullable ShellRun running;
    private volatile @Nullable HttpRun requested;

    /// @param application what `pg_stat_activity` calls our sessions
    /// @param names the run's names: `params`, `env`, `run`, `target`
    public Workshop(Site site, Listener listener, String application, Map<String, Value> names) {
        this.site = site;
        this.teller = new Teller(listener, site.clock(), new Masking(site.secrets()));
        this.scope = new RunScope(names);
        this.connections = new Connections(site, application);
        this.lookouts = new Lookouts(site.fence()::ask, site.connections(), application);
        this.http = new HttpRunner(() -> MaskedOutput.filter(site.secrets()));
    }

    /// Stops the run: what is at work is asked to end, and no further step begins. Any thread may call it.
    public void interrupt() {
        interruption.ask();
        ShellRun script = running;
        if (script != null) {
            script.cancel();
        }
        HttpRun call = requested;
        if (call != null) {
            call.cancel();
        }
        connections.cancel();
    }

    /// How far steps have come that are gone on with in the middle.
    Marks marks() {
        return marks;
    }

    /// Whether no other operator can have taken over.
    boolean holds(StepRef step) {
        return site.fence().holds(step.key());
    }

    /// Nobody is asked any more: who sat in front of the terminal is gone. Any thread may call it.
    public void leaveAlone() {
        alone = true;
    }

    /// Looks whether there is what a step names.
    ///
    /// @throws Refusal when there is not
    void check(Step step) {
        known("connection", step.setting().connection(), site.connections().keySet(), step);
        String host = step.setting().host();
        if (host != null) {
            known("host", host, site.hosts().keySet(), step);
        }
    }

    private static void known(String what, String name, Set<String> known, Step step) {
        if (!known.contains(name)) {
            throw new Refusal(Problem.error(step.label().span(), "unknown " + what + " \"" + name + "\"",
                    "There are " + String.join(", ", new TreeSet<>(known)) + "."));
        }
    }

    /// The switch that `interrupt` throws.
    public Interruption interruption() {
        return interruption;
    }

    /// Notes samplers that are at work.
    void watched(Samplings samplings) {
        watching.add(samplings);
    }

    void unwatched(Samplings samplings) {
        watching.remove(samplings);
    }

    /// Whether a watch wants stopped what is at work now.
    Condition aborting() {
        return new Condition() {
            @Override
            public Limits.@Nullable Passed passed() {
                return watching.stream().map(Samplings::passed).filter(Objects::nonNull).findFirst().orElse(null);
            }

            @Override
            public void heed() {
                watching.forEach(Samplings::heed);
            }
        };
    }

    Tools tools(Step step, StepRef ref, Frame frame, Predicate<Observation> judge, Commits commits,
            StepWatch watch, Before before) {
        return new Bench(this, site, teller, step, ref, frame, judge, commits, watch, before);
    }

    /// Somebody who looks after a step. What checks another step is looked after together with that one.
    StepWatch watch(Step step, StepRef ref, Frame frame) {
        return ref.phase() == StepRef.Phase.VERIFY || ref.phase() == StepRef.Phase.DIAGNOSE
                ? StepWatch.none()
                : new Watches(this, site, teller, step, ref, frame).open();
    }

    Lookouts lookouts() {
        return lookouts;
    }

    Site.Fence fence() {
        return site.fence();
    }

    RunScope scope() {
        return scope;
    }

    Teller teller() {
        return teller;
    }

    Connections connections() {
        return connections;
    }

    ShellRunner shell() {
        return shell;
    }

    void running(@Nullable ShellRun script) {
        running = script;
    }

    /// Makes a request and waits for its answer, which is given up when the run is stopped.
    HttpResult http(HttpCall call, Path body) {
        HttpRun run = http.start(call, body);
        requested = run;
        try {
            return run.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            requested = null;
        }
    }

    /// Whether a step that cannot be undone may run: on a sandbox, when it was accepted beforehand, or when the operator
    /// types its name now.
    boolean accepts(Step step, StepRef ref) {
        String why = step.undo().irreversible();
        String name = step.label().id() == null ? step.label().key() : step.label().id();
        if (why == null || site.sandbox() || site.accepted().contains(name)) {
            return true;
        }
        Operator.Answer answer = operator(ref).prompt("irreversible:" + name,
                "\"" + ref.name() + "\" cannot be undone: " + why + "\n  Type " + name + " to go on.");
        return answer.text().strip().equals(name);
    }

    Site.Folder folder() {
        return site.runFolder();
    }

    /// The step's own hints, then the runbook's.
    List<Hint> hints(Step step) {
        List<Hint> hints = new ArrayList<>(step.output().hints());
        hints.addAll(site.hints());
        return hints;
    }

    /// Whether a question was answered beforehand.
    boolean isAnswered(String question) {
        return site.answers().containsKey(question);
    }

    boolean attended() {
        return site.attended() && !alone;
    }

    Operator person() {
        return site.person();
    }

    /// Who answers the questions of a step: the answers given beforehand, then the person. Each answer is told.
    Operator operator(StepRef ref) {
        return new ToldOperator(site, teller, ref);
    }

    /// A run that ends by an exception leaves samplers at work, whose scripts would outlive it.
    @Override
    public void close() {
        List.copyOf(watching).forEach(Samplings::end);
        connections.close();
        lookouts.close();
        shell.close();
        http.close();
    }
}
