package dev.runbook.cli.launch;

import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.Headers;
import dev.runbook.cli.papers.Names;
import dev.runbook.cli.target.Guard;
import dev.runbook.cli.target.Needs;
import dev.runbook.cli.target.Requirements;
import dev.runbook.cli.target.RunIdentity;
import dev.runbook.cli.target.Targets;
import dev.runbook.cli.terminal.ExitCode;
import dev.runbook.cli.terminal.Interrupts;
import dev.runbook.cli.terminal.Keyboard;
import dev.runbook.cli.terminal.Sites;
import dev.runbook.cli.terminal.Surroundings;
import dev.runbook.cli.terminal.Terminal;
import dev.runbook.console.Console;
import dev.runbook.console.Style;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.expression.Scope;
import dev.runbook.journal.JournalWriter;
import dev.runbook.journal.RunDirectory;
import dev.runbook.load.Loader;
import dev.runbook.model.Runbook;
import dev.runbook.plan.Inputs;
import dev.runbook.plan.Plan;
import dev.runbook.plan.Planner;
import dev.runbook.plan.SelectionRequest;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.run.FollowupChecks;
import dev.runbook.run.Workshop;
import dev.runbook.run.stage.Site;
import dev.runbook.story.Chronicle;
import dev.runbook.story.Ending;
import dev.runbook.story.Followup;
import dev.runbook.story.Listener;
import dev.runbook.story.RunHeader;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One round of follow-up checks: those of a run that are due now.
public final class FollowupRound {
    private static final int STAMP = "20261120-131500".length();
    private static final int HASH = 6;

    private final RunDirectory directory;
    private final Chronicle chronicle;
    private final Choices choices;
    private final Surroundings around;
    private final Terminal terminal;
    private final Clock clock;
    private final Secrets secrets = new Secrets();
    private final RunIdentity identity;

    /// @param chronicle the run's story so far
    public FollowupRound(RunDirectory directory, Chronicle chronicle, Choices choices, Surroundings around,
            Clock clock) {
        this.directory = directory;
        this.chronicle = chronicle;
        this.choices = choices;
        this.around = around;
        this.terminal = around.terminal();
        this.clock = clock;
        this.identity = identity(chronicle.record().header());
    }

    /// @param early whether checks are made that are not due yet
    public int make(boolean early) {
        refuseUnlessDue();
        FollowupTable table = table();
        List<String> wanted = (early ? table.open() : table.due()).stream().map(Followup::key).toList();
        if (wanted.isEmpty()) {
            terminal.out().println("Nothing is due.");
            table.print(terminal.out());
            return ExitCode.PASSED;
        }
        Runbook whole = choices.applied(frozen());
        List<Runbook.Followup> due = whole.followups().stream().filter(f -> wanted.contains(f.key())).toList();
        boolean passed = onTarget(whole.only(due), due);
        terminal.out().println();
        table().print(terminal.out());
        new Outcome(chronicle.record(), directory, terminal).keep();
        return passed ? ExitCode.PASSED : Ending.FAILED.exitCode();
    }

    private void refuseUnlessDue() {
        if (chronicle.record().followups().isEmpty()) {
            boolean good = chronicle.record().ending() == Ending.SUCCEEDED;
            throw new Refusal(Problem.error(null, "no follow-ups are due after " + directory.run(), good
                    ? "Its runbook has none."
                    : "They are due after a run that succeeded on the database it was meant for, which this one did not."));
        }
    }

    private FollowupTable table() {
        return new FollowupTable(chronicle.record(), clock.instant());
    }

    /// The runbook as it was when the run began, whatever has become of the file.
    private Runbook frozen() {
        Path file = Path.of(chronicle.record().header().file());
        try {
            Problems problems = new Problems();
            Runbook runbook = Loader.load(file, Files.readString(directory.path().resolve("runbook.yaml")), problems);
            problems.refuseErrors();
            return Objects.requireNonNull(runbook);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the run's copy of its runbook cannot be read: " + e.getMessage(),
                    "Make the checks by hand; " + file + " says which."));
        }
    }

    private boolean onTarget(Runbook runbook, List<Runbook.Followup> due) {
        Requirements.check(runbook, around.environment());
        Names names = new Names(runbook, identity, around.environment(),
                Objects.requireNonNull(directory.path().getParent()));
        Scope early = names.beforeTarget(given(runbook, names));
        Needs.check(runbook, early, around.environment(), secrets);
        Targets targets = new Targets(runbook, choices.targets(), around.environment(), early);
        ConnectionSettings main = targets.main();
        if (main == null) {
            throw new Refusal(Problem.error(null, "no target is named",
                    "Name the run's database with --target URL, DATABASE_URL or PG* variables."));
        }
        Map<String, ConnectionSettings> connections = new LinkedHashMap<>(Map.of(Targets.MAIN, main));
        connections.putAll(targets.others());
        connections.values().forEach(settings -> settings.secrets().forEach(secrets::add));
        Plan plan = plan(runbook, names);
        try (Guard guard = Guard.over(main, identity, choices.entry().entry(choices.root(), terminal))) {
            refuseElsewhere(Headers.server(guard.server()));
            return perform(plan, names, connections, guard, due);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the run's journal cannot be written: " + e.getMessage(),
                    "Free some space, or wait until the other process has ended."));
        }
    }

    /// The run's own parameters, and what was given anew: secrets are not in the journal.
    private Map<String, Value> given(Runbook runbook, Names names) {
        Map<String, Value> params = new LinkedHashMap<>(chronicle.record().header().params());
        runbook.params().stream().filter(param -> param.secret()).forEach(param -> params.remove(param.name()));
        params.putAll(names.given(choices));
        return params;
    }

    private Plan plan(Runbook runbook, Names names) {
        Problems problems = new Problems();
        Plan plan = Planner.plan(runbook, new Inputs(given(runbook, names), choices.answers(), terminal.interactive(),
                SelectionRequest.none()), problems);
        problems.refuseErrors();
        plan.secretParams().forEach(name -> secrets.add(Objects.requireNonNull(plan.params().get(name))));
        return plan;
    }

    private void refuseElsewhere(RunHeader.Server server) {
        RunHeader.Server then = chronicle.record().header().server();
        if (!server.database().equals(then.database()) || !server.system().equals(then.system())) {
            throw new Refusal(Problem.error(null, "this is not the database that the run was made on",
                    "The run: " + then + ", system " + then.system() + ". Here: " + server + ", system "
                            + server.system() + ". Nothing was checked; name the right one with --target."));
        }
    }

    private boolean perform(Plan plan, Names names, Map<String, ConnectionSettings> connections, Guard guard,
            List<Runbook.Followup> due) throws IOException {
        Console console = new Console(terminal.out(), Style.of(terminal.terminal(), around.environment()),
                terminal.terminal());
        Map<String, Value> all = names.all(plan, Objects.requireNonNull(connections.get(Targets.MAIN)), false);
        Keyboard keyboard = new Keyboard(terminal.in());
        Site site = new Sites(plan.runbook(), plan, choices.accepted(), around, terminal, keyboard, secrets,
                guard.fence())
                .site(connections, directory, false, all);
        try (JournalWriter journal = JournalWriter.open(directory);
                Workshop workshop = new Workshop(site, Listener.all(journal, chronicle, console),
                        identity.application(), all);
                Interrupts _ = Interrupts.to(workshop, keyboard, terminal, directory)) {
            FollowupChecks checks = FollowupChecks.of(workshop, plan.runbook(), found());
            boolean passed = true;
            for (Runbook.Followup followup : due) {
                passed &= checks.make(followup, number(followup));
            }
            return passed;
        }
    }

    /// What the run's own steps found, for checks that compare with it.
    private Map<String, Map<String, Value>> found() {
        Map<String, Map<String, Value>> found = new LinkedHashMap<>();
        chronicle.record().steps().stream().filter(step -> step.step().phase() == Phase.FORWARD)
                .forEach(step -> found.put(step.step().key(), step.fields()));
        return found;
    }

    private int number(Runbook.Followup followup) {
        return 1 + chronicle.record().followups().stream().filter(f -> f.key().equals(followup.key()))
                .mapToInt(f -> chronicle.record().checks(f).size()).sum();
    }

    private RunIdentity identity(RunHeader header) {
        String run = header.run();
        return new RunIdentity(chronicle.record().started(), run.substring(0, STAMP), header.runbook(),
                run.substring(run.length() - HASH), header.fileHash(), System.getProperty("user.name", "unknown"),
                header.host());
    }
}
