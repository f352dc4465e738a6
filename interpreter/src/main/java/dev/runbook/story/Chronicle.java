package dev.runbook.story;

import dev.runbook.story.StepRecord.Undo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folds a story into its record, event by event: the same events always give the same record, whether they are
/// told live or read back from a journal.
public final class Chronicle implements Listener {
    private final Map<String, StepDraft> steps = new LinkedHashMap<>();
    private @Nullable RunHeader header;
    private Instant started = Instant.EPOCH;
    private @Nullable Instant ended;
    private @Nullable Ending ending;
    private List<Followup> followups = List.of();
    private String state = "";
    private boolean begun;
    private RunRecord.@Nullable Decision decision;
    private @Nullable String recovery;
    private CatalogRecord catalog = CatalogRecord.NONE;

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.RunStarted e -> begin(e);
            case Event.StepStarted e -> draft(e.step()).start(e);
            case Event.Called _ -> begun = true;
            case Event.Progress _,Event.Effect _,Event.Performed _ -> {
            }
            case Event.TakenUp e -> goOn(e.address());
            case Event.Watched e -> draft(e.step()).watched(e);
            case Event.Tried e -> draft(e.step()).tried(e);
            case Event.Armed e -> draft(e.step()).undo(Undo.ARMED, "");
            case Event.Disarmed e -> draft(e.step()).undo(Undo.DISARMED, e.why());
            case Event.Answered e -> draft(e.step()).answer(e);
            case Event.Judged e -> draft(e.step()).judge(e.verdict());
            case Event.StepFinished e -> draft(e.step()).finish(e);
            case Event.StepSkipped e -> draft(e.step()).skip(e.why());
            case Event.Decided e -> decision = new RunRecord.Decision(e.choice(), e.by(), e.why());
            case Event.RecoveryStarted e -> recovery = e.title();
            case Event.FollowupsDue e -> followups = e.followups();
            case Event.CatalogRead e -> catalog = catalog.with(e);
            case Event.RunFinished e -> end(e);
        }
    }

    /// The run so far.
    public RunRecord record() {
        RunHeader known = header;
        if (known == null) {
            throw new IllegalStateException("the story has not begun");
        }
        return new RunRecord(known, started, ended, ending, state, decision, recovery, catalog,
                steps.values().stream().map(StepDraft::record).toList(), followups, begun);
    }

    private void begin(Event.RunStarted event) {
        header = event.header();
        started = event.at();
        event.outline().forEach(this::draft);
    }

    private void end(Event.RunFinished event) {
        ended = event.at();
        ending = event.ending();
        state = event.state();
    }

    /// A run that was taken up again has not ended.
    private void goOn(String address) {
        RunHeader known = header;
        if (known != null && !address.isEmpty()) {
            header = known.at(address);
        }
        ended = null;
        ending = null;
        state = "";
        steps.values().forEach(StepDraft::takeUp);
        if (decision != null && decision.choice().equals("stop")) {
            decision = null;
        }
    }

    private StepDraft draft(StepRef step) {
        return steps.computeIfAbsent(step.key(), _ -> new StepDraft(step));
    }
}
