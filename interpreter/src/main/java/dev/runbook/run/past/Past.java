package dev.runbook.run.past;

import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.RunHeader;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run's journal, folded into what the next process has to know: how far each step got, and what was decided.
public final class Past {
    /// What belongs to a step and not to a group around others.
    private static final Set<Phase> OWN = Set.of(Phase.VERIFY, Phase.DIAGNOSE, Phase.ROLLBACK);
    private final Map<String, PastStep> steps = new LinkedHashMap<>();
    private final Map<String, SessionState> sessions = new LinkedHashMap<>();
    private Map<String, Value> called = Map.of();
    private @Nullable RunHeader header;
    private Instant started = Instant.EPOCH;
    private boolean looked;
    private @Nullable Ending ending;
    private Event.@Nullable Decided decided;

    private Past() {}

    /// Nothing has happened yet.
    public static Past none() {
        return new Past();
    }

    /// What these events tell.
    public static Past of(List<Event> events) {
        Past past = new Past();
        events.forEach(past::accept);
        return past;
    }

    private void accept(Event event) {
        switch (event) {
            case Event.RunStarted e -> begin(e);
            case Event.Called e -> called = e.options();
            case Event.TakenUp _ -> ending = null;
            case Event.StepStarted e -> start(e);
            case Event.Armed e -> step(e.step()).arm();
            case Event.Disarmed e -> step(e.step()).disarm(e.why());
            case Event.Effect e -> effect(e);
            case Event.Answered e -> step(e.step()).answer(e);
            case Event.Performed e -> step(e.step()).perform(e);
            case Event.StepFinished e -> step(e.step()).finish(e);
            case Event.StepSkipped e when e.why().equals(PastStep.TAKEN_BACK)
                    || e.why().startsWith(StepRecord.NOT_IN_EFFECT) ->
                drop(e.step().key());
            case Event.StepSkipped e -> step(e.step()).skip();
            case Event.Decided e -> decided = e;
            case Event.RunFinished e -> end(e);
            case Event.CatalogRead _ -> looked = true;
            case Event.Progress _,Event.Watched _,Event.Tried _,Event.Judged _,Event.RecoveryStarted _,Event.FollowupsDue _ ->
                {
                }
        }
    }

    private void begin(Event.RunStarted event) {
        header = event.header();
        started = event.at();
    }

    private void effect(Event.Effect event) {
        if (event.kind().equals(SessionState.KIND)) {
            SessionState state = SessionState.of(event.token());
            sessions.put(state.connection(), state);
        } else {
            step(event.step()).note(event);
        }
    }

    private void start(Event.StepStarted event) {
        forget(event.step().key());
        step(event.step()).start(event.at());
    }

    private void end(Event.RunFinished event) {
        ending = event.ending();
        steps.values().forEach(PastStep::close);
        if (!isUndoing() || ending == Ending.FAILED || ending == Ending.STOPPED) {
            decided = null;
        }
    }

    private PastStep step(StepRef ref) {
        return steps.computeIfAbsent(ref.key(), _ -> new PastStep(ref));
    }

    /// What is known of a step, or null when it never began.
    public @Nullable PastStep step(String key) {
        return steps.get(key);
    }

    /// Forgets what checked a step, looked into its failure and undid it: it is done again.
    public void forget(String key) {
        List<StepRef> checks = steps.values().stream().map(PastStep::ref)
                .filter(ref -> key.equals(ref.parent()) && OWN.contains(ref.phase())).toList();
        checks.forEach(check -> {
            steps.remove(check.key());
            forget(check.key());
        });
    }

    /// Forgets that a step was begun: it has been begun anew.
    public void drop(String key) {
        forget(key);
        steps.remove(key);
    }

    /// The steps that stand in a group, its own checks and undos aside.
    public List<StepRef> inside(String key) {
        List<StepRef> inside = new ArrayList<>();
        steps.values().stream().map(PastStep::ref)
                .filter(ref -> key.equals(ref.parent()) && !OWN.contains(ref.phase())).forEach(ref -> {
                    inside.add(ref);
                    inside.addAll(inside(ref.key()));
                });
        return inside;
    }

    /// Whether anything has happened.
    public boolean hasBegun() {
        return header != null;
    }

    /// The run's header; null when nothing has happened.
    public @Nullable RunHeader header() {
        return header;
    }

    /// Whether the catalog was read before the run's first effect.
    public boolean hasLooked() {
        return looked;
    }

    public Instant started() {
        return started;
    }

    /// How the run was called.
    public Map<String, Value> called() {
        return called;
    }

    /// How it ended, or null when it was cut off.
    public @Nullable Ending ending() {
        return ending;
    }

    /// What was decided about the failure that is being dealt with, or null.
    public Event.@Nullable Decided decided() {
        return decided;
    }

    /// Whether it was decided to undo the run, or to take a recovery, so that nobody goes on with its work.
    public boolean isUndoing() {
        return decided != null && !decided.choice().equals("stop");
    }

    /// What steps left in the session of each connection.
    public Map<String, SessionState> sessions() {
        return Map.copyOf(sessions);
    }
}
