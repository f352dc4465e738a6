package dev.runbook.report.page;

import dev.runbook.evidence.Fact;
import dev.runbook.report.fact.Detail;
import dev.runbook.report.fact.Pieces;
import dev.runbook.report.page.Page.Artifact;
import dev.runbook.report.page.Page.Open;
import dev.runbook.report.page.Page.Tally;
import dev.runbook.report.page.Page.Undone;
import dev.runbook.report.page.Page.WayBack;
import dev.runbook.report.text.Wording;
import dev.runbook.report.timeline.Axis;
import dev.runbook.report.timeline.Legend;
import dev.runbook.story.Ending;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunRecord;
import dev.runbook.story.RunRecord.Decision;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRecord.Undo;
import dev.runbook.story.StepRef.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a report's page of a run's record.
public final class Pages {
    /// The label of the fact that names a kept output.
    private static final String SAVED = "saved";

    private final RunRecord record;
    private final Wording wording;
    private final Wording words;
    private final boolean stable;
    private final Detail detail;
    private final Pieces pieces;
    private final Family family;
    private final Axis axis;
    private final Entries entries;

    /// @param stable leaves times out
    /// @param logs where the whole output is kept, or empty
    /// @param folded what is left out at this level of detail, a sentence each
    public static Page of(RunRecord record, Wording wording, Detail detail, boolean stable, String logs,
            List<String> folded) {
        return new Pages(record, wording, stable, detail).page(logs, folded);
    }

    private Pages(RunRecord record, Wording wording, boolean stable, Detail detail) {
        this.record = record;
        this.words = wording;
        this.pieces = new Pieces(wording, detail.bad());
        this.wording = pieces::cell;
        this.stable = stable;
        this.detail = detail;
        this.family = new Family(record);
        this.axis = stable ? Axis.none() : axis();
        this.entries = new Entries(family, words, detail, axis);
    }

    private Page page(String logs, List<String> folded) {
        RunHeader header = record.header();
        List<Entry> steps = entries.under(null, Phase.FORWARD);
        List<Trouble> troubles = new Troubles(family, pieces, entries).of(record, steps);
        return new Page(
                headline(header),
                Particulars.of(record, wording, stable, detail), troubles.isEmpty() ? null : troubles.getFirst(),
                detail.most(troubles.stream().skip(1).toList()), wayBack(), steps, undone(),
                entries.under(null, Phase.RECOVERY), open(), entries.under(null, Phase.SUCCESS),
                Followups.of(record, wording, stable, entries.under(null, Phase.FOLLOWUP)),
                entries.under(null, Phase.SETUP), CatalogView.of(record, wording, detail.bad(), detail.most()),
                artifacts(), wording.of(logs), tally(), axis, Legend.of(record, axis),
                folded, stable);
    }

    private Headline headline(RunHeader header) {
        Cause cause = Cause.of(record, family);
        Headline headline = Headline.of(record.ending(), cause, wording.of(header.title()), wording.of(record.state()),
                header.sandbox(), wording.of(header.selection()));
        boolean good = record.ending() != null && record.ending().good();
        if (record.ending() == Ending.ROLLED_BACK
                && record.steps().stream().anyMatch(s -> s.undoNote().startsWith(StepRecord.UNDONE_EXCEPT))) {
            return headline.withSomethingLeft(cause);
        }
        return good && record.steps().stream().anyMatch(s -> s.failed() && s.step().phase() == Phase.FOLLOWUP)
                ? headline.withFailedFollowup()
                : headline;
    }

    private Axis axis() {
        Instant ended = record.ended();
        Instant last = record.steps().stream().map(Pages::end).max(Instant::compareTo).orElse(record.started());
        return Axis.of(record.started(), Duration.between(record.started(), ended == null ? last : ended));
    }

    private static Instant end(StepRecord step) {
        Instant started = step.started();
        Duration took = step.took();
        return started == null ? Instant.MIN : took == null ? started : started.plus(took);
    }

    private @Nullable WayBack wayBack() {
        Decision decision = record.decision();
        String recovery = record.recovery();
        return decision == null
                ? null
                : new WayBack(wording.of(decision.choice()), wording.of(decision.by()), wording.of(decision.why()),
                        recovery == null ? "" : wording.of(recovery));
    }

    /// By the step that was undone, in the order in which that was done.
    private List<Undone> undone() {
        List<Undone> undone = new ArrayList<>();
        for (String key : undoneKeys()) {
            StepRecord step = record.steps().stream().filter(s -> s.step().key().equals(key)).findFirst().orElse(null);
            String name = step == null ? key : step.step().name();
            String note = step == null || step.undo() != Undo.DISARMED ? "" : step.undoNote();
            undone.add(new Undone(wording.of(name), wording.of(key), entries.under(key, Phase.ROLLBACK),
                    wording.of(note)));
        }
        return detail.most(undone);
    }

    private List<String> undoneKeys() {
        return record.steps().stream().filter(s -> s.step().phase() == Phase.ROLLBACK)
                .filter(s -> !insideRollback(s))
                .flatMap(s -> Stream.ofNullable(s.step().parent())).distinct().toList();
    }

    private boolean insideRollback(StepRecord step) {
        StepRecord parent = family.parent(step);
        return parent != null && parent.step().phase() == Phase.ROLLBACK;
    }

    private List<Open> open() {
        boolean good = record.ending() != null && record.ending().good();
        return good
                ? List.of()
                : detail.most(record.steps().stream().filter(s -> s.undo() == Undo.ARMED)
                        .map(s -> new Open(wording.of(s.step().name()), wording.of(s.step().key()))).toList());
    }

    private List<Artifact> artifacts() {
        List<Artifact> artifacts = new ArrayList<>();
        for (StepRecord step : record.steps()) {
            boolean backup = step.step().kind().equals("backup");
            for (Fact fact : step.facts()) {
                if (fact instanceof Fact.Text(String label, String text) && (backup || label.equals(SAVED))) {
                    artifacts.add(new Artifact(wording.of(step.step().name()), wording.of(label), pieces.cell(text)));
                }
            }
        }
        return detail.most(artifacts);
    }

    private Tally tally() {
        int[] counts = new int[5];
        record.steps().stream().filter(s -> s.step().phase() == Phase.FORWARD)
                .filter(s -> family.children(s.step().key(), Phase.FORWARD).isEmpty()).forEach(s -> counts[slot(s)]++);
        return new Tally(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static int slot(StepRecord step) {
        return switch (step.status()) {
            case null -> Entries.cutOff(step) ? 2 : 4;
            case PASSED -> 0;
            case WARNED -> 1;
            case FAILED -> 2;
            case SKIPPED -> 3;
        };
    }
}
