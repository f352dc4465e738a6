package dev.runbook.cli.launch;

import dev.runbook.cli.papers.Called;
import dev.runbook.cli.papers.CatalogWitness;
import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.Frozen;
import dev.runbook.cli.papers.Headers;
import dev.runbook.cli.papers.Names;
import dev.runbook.cli.target.DumpPrograms;
import dev.runbook.cli.target.Guard;
import dev.runbook.cli.target.Needs;
import dev.runbook.cli.target.Rehearsal;
import dev.runbook.cli.target.Requirements;
import dev.runbook.cli.target.RunIdentity;
import dev.runbook.cli.target.Targets;
import dev.runbook.cli.terminal.DisplayOptions;
import dev.runbook.cli.terminal.GithubActions;
import dev.runbook.cli.terminal.Halting;
import dev.runbook.cli.terminal.Interrupts;
import dev.runbook.cli.terminal.Keyboard;
import dev.runbook.cli.terminal.Sites;
import dev.runbook.cli.terminal.Surroundings;
import dev.runbook.cli.terminal.Terminal;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.expression.Scope;
import dev.runbook.journal.JournalWriter;
import dev.runbook.journal.RunDirectory;
import dev.runbook.model.Runbook;
import dev.runbook.plan.Foreseen;
import dev.runbook.plan.Inputs;
import dev.runbook.plan.Plan;
import dev.runbook.plan.Planner;
import dev.runbook.problem.Problem;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.run.Run;
import dev.runbook.run.Workshop;
import dev.runbook.run.stage.Site;
import dev.runbook.story.Chronicle;
import dev.runbook.story.Ending;
import dev.runbook.story.Listener;
import dev.runbook.story.RunRecord;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The start of a run: everything that has to be there is looked for first, and nothing is touched until it is.
public final class Launch {
    private final Runbook runbook;
    private final Choices choices;
    private final Surroundings around;
    private final DisplayOptions display;
    private final Terminal terminal;
    private final Secrets secrets = new Secrets();
    private final RunIdentity identity;
    private @Nullable RunRecord finished;

    public Launch(Runbook runbook, Choices choices, Surroundings around, DisplayOptions display) {
        this.runbook = choices.applied(runbook);
        this.choices = choices;
        this.around = around;
        this.display = display;
        this.terminal = display.people(around.terminal());
        this.identity = RunIdentity.of(runbook, Clock.systemUTC());
    }

    /// In GitHub Actions, nothing that the run prints is taken for a command, and what failed is shown at its place.
    public Ending run() {
        GithubActions actions = new GithubActions(terminal.out(), around.environment());
        Runnable unsilenced = actions.silence();
        try {
            return launched();
        } finally {
            unsilenced.run();
            if (finished != null) {
                actions.tell(runbook, finished);
            }
        }
    }

    private Ending launched() {
        Requirements.check(runbook, around.environment());
        Names names = new Names(runbook, identity, around.environment(), choices.root());
        Map<String, Value> given = names.given(choices);
        Targets targets = new Targets(runbook, choices.targets(), around.environment(), names.beforeTarget(given));
        ConnectionSettings main = targets.main();
        if (main == null && runbook.sandbox() == null) {
            throw new Refusal(Problem.error(null, "no target is named, and the runbook has no sandbox",
                    "Name one with --target URL, DATABASE_URL or PG* variables, or add a `sandbox:` to rehearse on."));
        }
        Plan plan = plan(main == null, given, names.beforeTarget(given));
        if (main != null) {
            Acceptances.check(runbook, choices.accepted(), terminal.interactive());
        }
        Needs.check(runbook, names.beforeTarget(given), around.environment(), secrets);
        if (main != null) {
            return onTarget(plan, targets.others(), names, main, false);
        }
        try (Rehearsal rehearsal = Rehearsal.start(runbook, names.beforeTarget(given), around.environment(),
                this::aside)) {
            return onTarget(plan, targets.othersOn(rehearsal), names, rehearsal.main(), true);
        }
    }

    private void aside(String line) {
        if (!display.quiet()) {
            terminal.out().println(line);
        }
    }

    private Plan plan(boolean sandbox, Map<String, Value> given, Scope scope) {
        Map<String, Value> answers = new LinkedHashMap<>();
        Runbook.Sandbox wanted = runbook.sandbox();
        if (sandbox && wanted != null) {
            wanted.answers().forEach((id, answer) -> answers.put(id, Value.of(answer.text())));
        }
        answers.putAll(choices.answers());
        Problems problems = new Problems();
        Plan plan = Planner.plan(runbook, new Inputs(given, answers,
                terminal.interactive(), choices.selection()), problems);
        List<Foreseen.Secret> further = Foreseen.look(plan, scope, sandbox, problems);
        problems.refuseErrors();
        terminal.err().print(ProblemText.render(problems.sorted()));
        plan.secretParams().forEach(name -> hide(name, Objects.requireNonNull(plan.params().get(name))));
        further.forEach(secret -> hide(secret.param(), secret.value()));
        return plan;
    }

    private void hide(String name, Value secret) {
        if (!secrets.add(secret)) {
            throw new Refusal(Secrets.tooShort("the secret parameter \"" + name + "\""));
        }
    }

    private Ending onTarget(Plan plan, Map<String, ConnectionSettings> others, Names names, ConnectionSettings main,
            boolean sandbox) {
        Map<String, ConnectionSettings> connections = new LinkedHashMap<>(Map.of(Targets.MAIN, main));
        connections.putAll(others);
        connections.values().forEach(settings -> settings.secrets().forEach(secrets::add));
        Targets.checkReplicas(connections);
        try (Guard guard = Guard.over(main, identity, choices.entry().entry(choices.root(), terminal))) {
            Requirements.checkServer(runbook, guard.server());
            DumpPrograms.check(plan, sandbox, connections, guard.server(), around.environment());
            RunDirectory directory = RunDirectory.create(choices.root(), identity.id());
            try (JournalWriter journal = JournalWriter.open(directory)) {
                Frozen.copy(runbook, directory);
                directory.force();
                return perform(plan, names, connections, guard, sandbox, directory, journal);
            }
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the run's folder cannot be written: " + e.getMessage(),
                    "Free some space, or name another place with --run-dir."));
        }
    }

    private Ending perform(Plan plan, Names names, Map<String, ConnectionSettings> connections, Guard guard,
            boolean sandbox, RunDirectory directory, JournalWriter journal) {
        Chronicle chronicle = new Chronicle();
        Map<String, Value> all = names.all(plan, Objects.requireNonNull(connections.get(Targets.MAIN)), sandbox);
        Keyboard keyboard = new Keyboard(terminal.in());
        Listener console = display.watcher(around, keyboard::before);
        Site site = new Sites(runbook, plan, choices.accepted(), around, terminal, keyboard, secrets, guard.fence())
                .site(
                        connections, directory,
                        sandbox, all);
        try (Workshop workshop = new Workshop(site,
                Listener.all(Halting.around(journal, around.milestones()), chronicle, console), identity.application(),
                all); Interrupts _ = Interrupts.to(workshop, keyboard, terminal, directory)) {
            Ending ending = new Run(plan, Headers.of(plan, identity, guard.server(), sandbox, secrets,
                    Scope.of(all)), workshop,
                    new CatalogWitness(guard.sentinel(), directory, secrets))
                    .execute(Called.of(choices, runbook, identity, guard.server()));
            finished = chronicle.record();
            new Outcome(finished, directory, terminal).show(choices.reports(), sandbox);
            return ending;
        }
    }

}
