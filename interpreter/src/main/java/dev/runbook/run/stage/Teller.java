package dev.runbook.run.stage;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Masking;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.evidence.Waiting;
import dev.runbook.problem.Refusal;
import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.Followup;
import dev.runbook.story.Listener;
import dev.runbook.story.RunHeader;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells the story: puts the time to each event, and takes secrets out of it.
public final class Teller {
    private final Listener listener;
    private final Clock clock;
    private final Masking masking;

    public Teller(Listener listener, Clock clock, Masking masking) {
        this.listener = listener;
        this.clock = clock;
        this.masking = masking;
    }

    /// Tells somebody else, and nobody of those who are told.
    public Teller to(Listener other) {
        return new Teller(other, clock, masking);
    }

    public Instant now() {
        return clock.instant();
    }

    /// Hides a value in all that is told from now on.
    ///
    /// @throws Refusal when it is too short to be hidden
    public void hide(Value secret) {
        if (!masking.secrets().add(secret)) {
            throw new Refusal(Secrets.tooShort("a secret parameter"));
        }
    }

    public void runStarted(RunHeader header, List<StepRef> outline) {
        tell(new Event.RunStarted(now(), header, outline.stream().map(this::shown).toList()));
    }

    public void started(StepRef step, @Nullable Duration estimate, List<Fact> source) {
        tell(new Event.StepStarted(now(), shown(step), estimate, masking.facts(source)));
    }

    public void progress(StepRef step, String line) {
        tell(new Event.Progress(now(), shown(step), masking.mask(line)));
    }

    public void watched(StepRef step, List<String> lines, @Nullable Waiting waiting) {
        tell(new Event.Watched(now(), shown(step), lines.stream().map(masking::mask).toList(), waiting));
    }

    public void tried(StepRef step, Duration took, Failure failure, Duration pause, int left) {
        tell(new Event.Tried(now(), shown(step), took, Objects.requireNonNull(masking.mask(failure)), pause, left));
    }

    public void armed(StepRef step) {
        tell(new Event.Armed(now(), shown(step)));
    }

    public void disarmed(StepRef step, String why) {
        tell(new Event.Disarmed(now(), shown(step), masking.mask(why)));
    }

    public void effect(StepRef step, String kind, Map<String, Value> token) {
        tell(new Event.Effect(now(), shown(step), kind, masking.mask(token)));
    }

    public void performed(StepRef step, Map<String, Value> token, Observation seen, List<Verdict> verdicts) {
        Observation masked = masking.mask(seen);
        tell(new Event.Performed(now(), shown(step), token, masked.fields(), masked.facts(),
                verdicts.stream().map(masking::mask).toList()));
    }

    public void answered(StepRef step, String question, String answer, String by) {
        tell(new Event.Answered(now(), shown(step), masking.mask(question), masking.mask(answer), by));
    }

    public void judged(StepRef step, Verdict verdict) {
        tell(new Event.Judged(now(), shown(step), masking.mask(verdict)));
    }

    public void finished(StepRef step, Status status, Observation seen, @Nullable Failure failure, String summary) {
        Duration took = seen.field("took") instanceof Value.Lapse(Duration known) ? known : Duration.ZERO;
        Observation masked = masking.mask(seen);
        tell(new Event.StepFinished(now(), shown(step), status, took, masked.fields(), masked.facts(),
                masking.mask(failure), masking.mask(summary)));
    }

    public void skipped(StepRef step, String why) {
        tell(new Event.StepSkipped(now(), shown(step), masking.mask(why)));
    }

    public void decided(String choice, String by, String why) {
        tell(new Event.Decided(now(), choice, by, masking.mask(why)));
    }

    public void recovering(String name, String title) {
        tell(new Event.RecoveryStarted(now(), name, masking.mask(title)));
    }

    public void followupsDue(List<Followup> followups) {
        tell(new Event.FollowupsDue(now(), followups));
    }

    public void looked(Witness.Testimony seen) {
        tell(new Event.CatalogRead(now(), seen.sight(), seen.changes(), seen.omitted()));
    }

    public void called(Map<String, Value> options) {
        tell(new Event.Called(now(), masking.mask(options)));
    }

    /// @param address where the server is now, if that is not where it was
    public void takenUp(String verb, String operator, String host, List<String> lost, String address) {
        tell(new Event.TakenUp(now(), verb, operator, host, lost, address));
    }

    public void runFinished(Ending ending, String state) {
        tell(new Event.RunFinished(now(), ending, masking.mask(state)));
    }

    /// A step's name may hold values.
    private StepRef shown(StepRef step) {
        String name = masking.mask(step.name());
        return name.equals(step.name())
                ? step
                : new StepRef(step.key(), step.parent(), step.phase(), name, step.kind());
    }

    /// Whoever watches a step tells from a thread of its own: events come one at a time.
    private synchronized void tell(Event event) {
        listener.accept(event);
    }
}
