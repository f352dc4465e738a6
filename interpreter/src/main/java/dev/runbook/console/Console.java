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
import org.jspecify.annotations.Nullable;

/// Prints a line for each step as it ends, with what went wrong under it.
///
/// Groups are headed when they begin, and their steps stand indented. What is printed off a terminal has no escape
/// codes and no line that is written over.
public final class Console implements Listener {
    private static final Set<String> GROUPS = Set.of("steps", "use", "include", "choose", "for_each");

    private final PrintStream out;
    private final Style style;
    private final LiveLine live;
    private final Map<String, Integer> depths = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final CatalogLines catalog;
    private @Nullable Phase phase;

    public Console(PrintStream out, Style style, boolean terminal) {
        this.out = out;
        this.style = style;
        this.catalog = new CatalogLines(style);
        this.live = new LiveLine(out, terminal);
    }

    @Override
    public synchronized void accept(Event event) {
        switch (event) {
            case Event.RunStarted e -> begin(e.header());
            case Event.StepStarted e -> started(e.step());
            case Event.Progress e -> live.show(indent(e.step()) + "  " + e.line());
            case Event.Watched e ->
                e.lines().forEach(line -> println(indent(e.step()) + "  " + style.warn("~ " + line)));
            case Event.Judged e -> verdicts.add(e.verdict());
            case Event.StepFinished e -> finished(e);
            case Event.StepSkipped e -> line(e.step(), style.faint("-"), e.step().name(), style.faint(e.why()));
            case Event.Decided e -> println("\n" + style.bold("Decided: " + e.choice()) + " (" + e.why() + ")");
            case Event.Disarmed e -> println(style.faint("    " + e.step().name() + ": " + e.why()));
            case Event.CatalogRead e -> catalog.read(e);
            case Event.RunFinished e -> finished(e);
            case Event.TakenUp e -> taken(e);
            case Event.Called _,Event.Performed _,Event.Armed _,Event.Effect _,Event.Answered _,Event.RecoveryStarted _,Event.FollowupsDue _ ->
                {
                }
        }
    }

    private void finished(Event.RunFinished e) {
        println("\n" + e.state());
        catalog.lines(e.ending()).forEach(this::println);
    }

    private void begin(RunHeader header) {
        println(style.bold(header.title()) + " (" + header.runbook() + ")");
        println("on " + header.server());
    }

    private void taken(Event.TakenUp e) {
        println(style.bold("Taken up again: " + e.verb()));
        e.lost().forEach(lost -> println(style.warn("  lost with the session: " + lost)));
    }

    private void started(StepRef step) {
        if (step.phase() != phase && step.phase() != Phase.VERIFY && phase != Phase.VERIFY) {
            println("\n" + style.bold(heading(step.phase())));
        }
        phase = step.phase() == Phase.VERIFY ? phase : step.phase();
        verdicts.clear();
        if (GROUPS.contains(step.kind())) {
            println(indent(step) + style.bold(step.name()));
        }
        live.show(indent(step) + "  " + step.name());
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
        if (GROUPS.contains(e.step().kind()) && e.failure() == null && e.summary().isEmpty()) {
            return;
        }
        line(e.step(), mark(e.status()), e.step().name(), style.faint(Durations.format(e.took())));
        String margin = indent(e.step()) + "    ";
        if (!e.summary().isEmpty()) {
            println(margin + e.summary());
        }
        verdicts.stream().filter(v -> !v.holds()).forEach(v -> doubt(margin, v));
        if (e.failure() != null) {
            failure(margin, e.failure());
        }
        verdicts.clear();
    }

    private void doubt(String margin, Verdict verdict) {
        String text = verdict.subject() + ": expected " + verdict.expected() + ", found " + verdict.actual();
        println(margin + (verdict.grade() == Verdict.Grade.WARNED ? style.warn(text) : style.bad(text)));
        verdict.facts().forEach(fact -> println(text(margin + "  ", fact)));
    }

    private void failure(String margin, Failure failure) {
        if (!failure.code().equals(Failure.EXPECTATION)) {
            println(margin + style.bad(failure.title()));
        }
        failure.advice().lines().forEach(line -> println(margin + line));
        failure.facts().forEach(fact -> println(text(margin, fact)));
    }

    private static String text(String margin, Fact fact) {
        String text = switch (fact) {
            case Fact.Text(String label, String value) -> label + ": " + value;
            case Fact.Code(_, _, String code) -> code;
            case Fact.Grid grid -> table(grid);
            case Fact.Difference difference -> difference.difference();
        };
        return text.stripTrailing().indent(margin.length()).stripTrailing();
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

    private void line(StepRef step, String mark, String name, String rest) {
        println(indent(step) + mark + " " + name + "  " + rest);
    }

    private String indent(StepRef step) {
        String parent = step.parent();
        int depth = parent == null ? 1 : depths.getOrDefault(parent, 0) + 1;
        depths.put(step.key(), depth);
        return "  ".repeat(depth);
    }

    private void println(String text) {
        live.clear();
        out.println(text);
        out.flush();
    }
}
