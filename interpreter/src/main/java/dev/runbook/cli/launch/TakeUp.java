package dev.runbook.cli.launch;

import dev.runbook.cli.papers.CatalogWitness;
import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.Headers;
import dev.runbook.cli.papers.Names;
import dev.runbook.cli.target.Guard;
import dev.runbook.cli.target.Needs;
import dev.runbook.cli.target.Requirements;
import dev.runbook.cli.target.RunIdentity;
import dev.runbook.cli.target.Targets;
import dev.runbook.cli.terminal.Halting;
import dev.runbook.cli.terminal.Interrupts;
import dev.runbook.cli.terminal.Keyboard;
import dev.runbook.cli.terminal.Sites;
import dev.runbook.cli.terminal.Surroundings;
import dev.runbook.cli.terminal.Terminal;
import dev.runbook.console.Console;
import dev.runbook.console.Style;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.journal.DiskWords;
import dev.runbook.journal.JournalReader;
import dev.runbook.journal.JournalWriter;
import dev.runbook.journal.RunDirectory;
import dev.runbook.model.Runbook;
import dev.runbook.plan.Plan;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.run.Run;
import dev.runbook.run.Run.Intent;
import dev.runbook.run.Workshop;
import dev.runbook.run.past.Past;
import dev.runbook.run.stage.Site;
import dev.runbook.story.Chronicle;
import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.Listener;
import dev.runbook.story.RunHeader;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Takes a run up again from its journal: to go on with it, to undo it, or to take one of its recoveries.
public final class TakeUp {
    private final RunDirectory directory;
    private final Choices now;
    private final Map<String, String> resolved;
    private final Surroundings around;
    private final Terminal terminal;
    private final Secrets secrets = new Secrets();

    /// @param now what was said on the command line
    /// @param resolved what somebody found out about steps in doubt, by their keys: `done` or `not-done`
    public TakeUp(RunDirectory directory, Choices now, Map<String, String> resolved, Surroundings around) {
        this.directory = directory;
        this.now = now;
        this.resolved = resolved;
        this.around = around;
        this.terminal = around.terminal();
    }

    /// Does it.
    ///
    /// @throws Refusal when it cannot be; nothing was touched then
    public Ending with(Intent intent) {
        try (JournalWriter journal = JournalWriter.open(directory)) {
            List<Event> events = JournalReader.read(directory);
            Past past = Past.of(events);
            Reopened run = Reopened.of(directory, past, now);
            run.refuseUnless(intent);
            return onTarget(intent, run, events, journal);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the run's journal cannot be written: " + DiskWords.of(e),
                    "Wait until the other process has ended, make it writable, or free some space. Nothing was touched."));
        }
    }

    private Ending onTarget(Intent intent, Reopened run, List<Event> events, JournalWriter journal) {
        Runbook runbook = run.runbook();
        Requirements.check(runbook, around.environment());
        Names names = new Names(runbook, run.identity(), around.environment(),
                Objects.requireNonNull(directory.path().getParent()));
        Plan plan = run.plan(intent, names, terminal, secrets, resolved);
        Targets targets = new Targets(runbook, run.choices().targets(), around.environment(),
                names.beforeTarget(plan.params()));
        ConnectionSettings main = targets.main();
        if (main == null) {
            throw new Refusal(Problem.error(null, "no target is named",
                    "Name the run's database with --target URL, DATABASE_URL or PG* variables."));
        }
        if (intent instanceof Intent.Resume) {
            Needs.check(runbook, names.beforeTarget(plan.params()), around.environment(), secrets);
        }
        Map<String, ConnectionSettings> connections = new LinkedHashMap<>(Map.of(Targets.MAIN, main));
        connections.putAll(targets.others());
        connections.values().forEach(settings -> settings.secrets().forEach(secrets::add));
        Targets.checkReplicas(connections);
        try (Guard guard = Guard.over(main, run.identity(), now.entry().entry(now.root(), terminal))) {
            String address = run.refuseElsewhere(guard.server(), Targets.namesMain(now.targets()));
            return perform(intent, run, plan, names.all(plan, main, false), connections, guard, events, journal,
                    address);
        }
    }

    private Ending perform(Intent intent, Reopened run, Plan plan, Map<String, Value> names,
            Map<String, ConnectionSettings> connections, Guard guard, List<Event> events, JournalWriter journal,
            String address) {
        Chronicle chronicle = new Chronicle();
        events.forEach(chronicle::accept);
        Console console = new Console(terminal.out(), Style.of(terminal.terminal(), around.environment()),
                terminal.terminal());
        // How the catalog was before the run, to compare with; this prints nothing.
        events.stream().filter(Event.CatalogRead.class::isInstance).forEach(console::accept);
        RunHeader header = run.header();
        terminal.out().println(header.title() + " (" + header.run() + ")\non " + Headers.server(guard.server()));
        Keyboard keyboard = new Keyboard(terminal.in());
        Site site = new Sites(plan.runbook(), plan, run.choices().accepted(), around, terminal, keyboard, secrets,
                guard.fence()).site(connections, directory, false, names);
        RunIdentity here = RunIdentity.of(plan.runbook(), java.time.Clock.systemUTC());
        try (Workshop workshop = new Workshop(site,
                Listener.all(Halting.around(journal, around.milestones()), chronicle, console),
                run.identity().application(), names);
                Interrupts _ = Interrupts.to(workshop, keyboard, terminal, directory)) {
            Ending ending = new Run(plan, header, workshop, new CatalogWitness(guard.sentinel(), directory, secrets),
                    run.past()).takeUp(intent, here.operator(), here.host(), address);
            new Outcome(chronicle.record(), directory, terminal).show(run.choices().reports(), false);
            return ending;
        }
    }
}
