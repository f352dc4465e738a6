package dev.runbook.run.past;

import dev.runbook.evidence.Failure;
import dev.runbook.settle.Entry;
import dev.runbook.story.Event;
import dev.runbook.story.Status;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a journal knows of one step.
public final class PastStep {
    /// The kind of the effect that says that a step which failed left nothing behind.
    public static final String LEFT_NOTHING = "left_nothing";

    /// The kind of the effect that is a batch of a backfill.
    public static final String BATCH = "backfill";

    /// What is gone on with when the step is begun again.
    private static final Set<String> LASTING = Set.of(BATCH, Entry.KIND);

    /// Why a step counts as not begun: it was undone, to be tried again.
    public static final String TAKEN_BACK = "taken back, to be tried again";

    private final StepRef ref;
    private final List<Event.Effect> effects = new ArrayList<>();
    private final List<Event.Answered> answers = new ArrayList<>();
    private State state = State.BEGUN;
    private Instant started = Instant.EPOCH;
    private boolean armed;
    private boolean closed;
    private boolean undone;
    private Event.@Nullable Performed performed;
    private Event.@Nullable StepFinished finished;

    /// How far it got.
    public enum State {
        /// It began, and nothing tells how it ended.
        BEGUN,
        /// It did what it should.
        PASSED,
        /// It did not.
        FAILED,
        /// It was not wanted.
        SKIPPED
    }

    PastStep(StepRef ref) {
        this.ref = ref;
    }

    void start(Instant at) {
        started = at;
        state = State.BEGUN;
        closed = false;
        performed = null;
        finished = null;
        effects.removeIf(effect -> !LASTING.contains(effect.kind()));
        answers.clear();
    }

    void skip() {
        state = State.SKIPPED;
    }

    void finish(Event.StepFinished event) {
        state = event.status() == Status.FAILED ? State.FAILED : State.PASSED;
        finished = event;
    }

    void arm() {
        armed = true;
        undone = false;
    }

    /// What has been undone is not gone on with.
    void disarm(String why) {
        armed = false;
        undone = why.equals(StepRecord.UNDONE) || why.startsWith(StepRecord.UNDONE_EXCEPT);
        effects.removeIf(effect -> LASTING.contains(effect.kind()));
    }

    void note(Event.Effect effect) {
        effects.add(effect);
    }

    void answer(Event.Answered answer) {
        answers.add(answer);
    }

    void perform(Event.Performed event) {
        performed = event;
    }

    /// The run came to an end after it: its failure has been dealt with.
    void close() {
        closed = state == State.FAILED;
    }

    public StepRef ref() {
        return ref;
    }

    public State state() {
        return state;
    }

    /// Whether its undo stands ready.
    public boolean isArmed() {
        return armed;
    }

    /// Whether it has been undone.
    public boolean isUndone() {
        return undone;
    }

    /// Whether it failed, and the run ended after that: going on means to try it again.
    public boolean isClosed() {
        return closed;
    }

    /// Whether it ended without anybody knowing whether it took effect.
    public boolean isInDoubt() {
        Failure failure = finished == null ? null : finished.failure();
        return state == State.FAILED && failure != null && failure.code().equals(Failure.IN_DOUBT);
    }

    /// Whether it failed and is known to have left nothing behind.
    public boolean leftNothing() {
        return effects.stream().anyMatch(effect -> effect.kind().equals(LEFT_NOTHING));
    }

    /// Whether it was begun at all; a step can fail before that.
    public boolean hasStarted() {
        return !started.equals(Instant.EPOCH);
    }

    public Instant started() {
        return started;
    }

    /// What its action came to, if that is known, and not yet as its outcome.
    public Event.@Nullable Performed performed() {
        return performed;
    }

    /// Its effects of a kind, in their order.
    public List<Map<String, Value>> effects(String kind) {
        return effects.stream().filter(effect -> effect.kind().equals(kind)).map(Event.Effect::token).toList();
    }

    /// What it found.
    public Map<String, Value> fields() {
        return finished == null ? Map.of() : finished.fields();
    }

    /// The answer to a question of its own, or null when it was not answered.
    public Event.@Nullable Answered answer(String question) {
        return answers.stream().filter(answer -> answer.question().equals(question)).reduce((_, last) -> last)
                .orElse(null);
    }
}
