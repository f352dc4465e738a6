package dev.runbook.console;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.story.Event;
import dev.runbook.story.Listener;
import dev.runbook.story.RunHeader;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.table.Column;
import dev.runbook.table.Table;
import dev.runbook.table.psql.PrintSettings;
import dev.runbook.table.psql.PsqlPrinter;
import dev.runbook.value.Durations;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Prints a line for each step as it ends, with what went wrong under it.
///
/// Groups are headed when they begin, and their steps stand indented. What is printed off a terminal has no escape
/// codes and no line that is written over.
public final class Console implements Listener {
    private static final Set<String> GROUPS = Set.of("steps", "use", "include", "choose", "for_each");

    private static final int COLUMNS = 80;

    private final Style style;
    private final LiveLine live;
    private final Volume volume;
    private final Map<String, Integer> depths = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final CatalogLines catalog;
    private String trouble = "";
    private @Nullable Phase phase;

    public Console(PrintStream out, Style style, boolean terminal) {
        this(out, style, terminal ? () -> COLUMNS : null, Volume.NORMAL);
    }

    /// @param columns how wide the terminal is, asked again and again, or null where there is none
    public Console(PrintStream out, Style style, @Nullable IntSupplier columns, Volume volume) {
        this.style = style;
        this.volume = volume;
        this.catalog = new CatalogLines(style);
        this.live = new LiveLine(out, columns);
    }

    /// Takes the live line away, so that a question can stand in its place.
    public void hush() {
        live.end();
    }

    @Override
    public synchronized void accept(Event event) {
        switch (event) {
            case Event.RunStarted e -> begin(e.header());
            case Event.StepStarted e -> started(e);
            case Event.Progress e -> progress(e);
            case Event.Watched e ->
                e.lines().forEach(
                        line -> println(style.warn(live.fitted(indent(e.step()) + "  ~ " + Printable.of(line)))));
            case Event.Tried e -> tried(e);
            case Event.Judged e -> verdicts.add(e.verdict());
            case Event.StepFinished e -> finished(e);
            case Event.StepSkipped e -> aside(indent(e.step()) + style.faint("-") + " " + name(e.step()) + "  "
                    + style.faint(Printable.of(e.why())));
            case Event.Decided e -> println("\n" + style.bold("Decided: " + e.choice()) + " ("
                    + Printable.of(e.why()) + ")");
            case Event.Disarmed e -> aside(style.faint("    " + name(e.step()) + ": " + Printable.of(e.why())));
            case Event.CatalogRead e -> catalog.read(e);
            case Event.RunFinished e -> finished(e);
            case Event.TakenUp e -> taken(e);
            case Event.Called _,Event.Performed _,Event.Armed _,Event.Effect _,Event.Answered _,Event.RecoveryStarted _,Event.FollowupsDue _ ->
                {
                }
        }
    }

    private void finished(Event.RunFinished e) {
        live.end();
        println("\n" + Printable.of(e.state()));
        catalog.lines(e.ending()).forEach(this::println);
    }

    private void begin(RunHeader header) {
        aside(style.bold(Printable.of(header.title())) + " (" + header.runbook() + ")");
        aside("on " + Printable.of(header.server().toString()));
    }

    private void taken(Event.TakenUp e) {
        println(style.bold("Taken up again: " + e.verb()));
        if (!e.address().isEmpty()) {
            println(style.warn("  the same server, by its identifier, at another address now: " + e.address()));
        }
        e.lost().forEach(lost -> println(style.warn("  lost with the session: " + lost)));
    }

    private void started(Event.StepStarted event) {
        StepRef step = event.step();
        if (step.phase() != phase && step.phase() != Phase.VERIFY && phase != Phase.VERIFY) {
            aside("\n" + style.bold(heading(step.phase())));
        }
        phase = step.phase() == Phase.VERIFY ? phase : step.phase();
        verdicts.clear();
        trouble = "";
        if (GROUPS.contains(step.kind())) {
            aside(indent(step) + style.bold(name(step)));
        } else if (volume == Volume.VERBOSE) {
            println(indent(step) + style.faint("▸ " + name(step)));
            event.source().forEach(fact -> show(fact, style.faint(text(indent(step) + "    ", fact))));
        }
        live.begin(new LiveText(indent(step), step.name(), event.estimate(), ""));
    }

    private void progress(Event.Progress event) {
        if (volume == Volume.VERBOSE) {
            println(indent(event.step()) + "    " + style.faint(Printable.of(event.line())));
        } else {
            live.progress(event.line());
        }
    }

    /// Told once for each different reason: a step may be tried very often.
    private void tried(Event.Tried e) {
        String next = "again in " + Durations.format(e.pause()) + ", " + (e.left() + 1) + " more "
                + (e.left() == 0 ? "try" : "tries");
        live.progress(e.failure().title() + "; " + next);
        if (!e.failure().title().equals(trouble)) {
            trouble = e.failure().title();
            aside(style.warn(live.fitted(indent(e.step()) + "  ~ " + Printable.of(trouble), "; " + next)));
        }
        verdicts.clear();
    }

    private static String name(StepRef step) {
        return Printable.of(step.name());
    }

    /// What goes without saying when only trouble is to be told.
    private void aside(String text) {
        if (volume != Volume.QUIET) {
            println(text);
        }
    }

    private static String heading(Phase phase) {
        return switch (phase) {
            case SETUP -> "Setting up the sandbox";
            case FORWARD -> "Steps";
            case VERIFY -> "Checks";
            case DIAGNOSE -> "Evidence";
            case ROLLBACK -> "Rolling back, last step first";
            case RECOVERY -> "Recovery";
            case SUCCESS -> "Success";
            case FOLLOWUP -> "Follow-ups";
        };
    }

    private void finished(Event.StepFinished e) {
        live.end();
        boolean group = GROUPS.contains(e.step().kind()) && e.failure() == null && e.summary().isEmpty();
        if (!group && !(volume == Volume.QUIET && e.status() == Status.PASSED)) {
            println(indent(e.step()) + mark(e.status()) + " " + name(e.step()) + "  "
                    + style.faint(Durations.format(e.took())));
            outcome(e, indent(e.step()) + "    ");
        }
        if (!group) {
            verdicts.clear();
        }
    }

    private void outcome(Event.StepFinished e, String margin) {
        if (!e.summary().isEmpty()) {
            Printable.of(e.summary()).stripTrailing().lines().forEach(line -> println(margin + line));
        }
        verdicts.forEach(verdict -> told(margin, verdict));
        if (e.failure() != null) {
            failure(margin, e.failure());
        }
    }

    private void told(String margin, Verdict verdict) {
        if (!verdict.holds()) {
            doubt(margin, verdict);
        } else if (volume == Volume.VERBOSE) {
            println(margin + style.good("✓") + " "
                    + Printable.of(
                            verdict.subject() + ": expected " + verdict.expected() + ", found " + verdict.actual()));
        }
    }

    private void doubt(String margin, Verdict verdict) {
        String text = Printable
                .of(verdict.subject() + ": expected " + verdict.expected() + ", found " + verdict.actual());
        println(margin + (verdict.grade() == Verdict.Grade.WARNED ? style.warn(text) : style.bad(text)));
        verdict.facts().forEach(fact -> show(fact, text(margin + "  ", fact)));
    }

    private void failure(String margin, Failure failure) {
        if (!failure.code().equals(Failure.EXPECTATION)) {
            println(margin + style.bad(Printable.of(failure.title())));
        }
        Printable.of(failure.advice()).lines().forEach(line -> println(margin + line));
        failure.facts().forEach(fact -> show(fact, text(margin, fact)));
    }

    private void show(Fact fact, String text) {
        switch (fact) {
            case Fact.Text _,Fact.Series _ -> println(text);
            case Fact.Code _,Fact.Grid _,Fact.Difference _ -> live.printAsItIs(text);
        }
    }

    private static String text(String margin, Fact fact) {
        String text = switch (fact) {
            case Fact.Text(String label, String value) -> label + ": " + value;
            case Fact.Code(_, _, String code) -> code;
            case Fact.Grid grid -> table(grid);
            case Fact.Series series -> series.label() + ": " + series.summary();
            case Fact.Difference difference -> difference.difference();
        };
        return Printable.of(text).stripTrailing().indent(margin.length()).stripTrailing();
    }

    private static String table(Fact.Grid grid) {
        Table table = new Table(grid.columns().stream().map(Column::text).toList(), grid.rows());
        return new PsqlPrinter(PrintSettings.DEFAULT).head(table, grid.rows().size() + grid.omitted());
    }

    private String mark(Status status) {
        return switch (status) {
            case PASSED -> style.good("✓");
            case WARNED -> style.warn("!");
            case FAILED -> style.bad("✗");
            case SKIPPED -> style.faint("-");
        };
    }

    private String indent(StepRef step) {
        String parent = step.parent();
        int depth = parent == null ? 1 : depths.getOrDefault(parent, 0) + 1;
        depths.put(step.key(), depth);
        return "  ".repeat(depth);
    }

    private void println(String text) {
        live.print(text);
    }
}
