package dev.runbook.run;

import dev.runbook.database.Session;
import dev.runbook.database.Unreachable;
import dev.runbook.database.fence.CommitToken;
import dev.runbook.database.fence.CommitToken.Fate;
import dev.runbook.database.fence.CommitToken.Preparation;
import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.model.Step;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.Discretion;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The commits of one step: each is on disk, with what it makes true, before it is sent, so that nobody has to guess
/// when no answer comes.
final class Commits {
    /// How long a server that restarts, or a transaction that is still being committed, is waited for.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private final Workshop workshop;
    private final Step step;
    private final StepRef ref;
    private final Supplier<List<Verdict>> verdicts;
    private final Supplier<DoneWhen.Reply> check;
    private @Nullable CommitToken token;

    /// @param verdicts the judgement, as far as it goes by now
    Commits(Workshop workshop, Step step, StepRef ref, Supplier<List<Verdict>> verdicts) {
        this(workshop, step, ref, verdicts, () -> DoneWhen.Reply.NOT_ASKED);
    }

    /// @param check asks the step's `done_when`
    Commits(Workshop workshop, Step step, StepRef ref, Supplier<List<Verdict>> verdicts,
            Supplier<DoneWhen.Reply> check) {
        this.check = check;
        this.workshop = workshop;
        this.step = step;
        this.ref = ref;
        this.verdicts = verdicts;
    }

    /// @param seen what the step came to once it is committed; null where more is to follow
    /// @return why nothing may be committed, or null
    @Nullable
    Failure announce(@Nullable Observation seen) {
        return prepared(ready -> tell(ready, seen));
    }

    /// Announces a transaction amid the step.
    ///
    /// @param kind what it is a part of
    /// @param more what is to be known of it beside its token
    @Nullable
    Failure announce(String kind, Map<String, Value> more) {
        return prepared(ready -> {
            Map<String, Value> all = new LinkedHashMap<>(ready.fields());
            all.putAll(more);
            workshop.teller().effect(ref, kind, all);
        });
    }

    private @Nullable Failure prepared(Consumer<CommitToken> tell) {
        String connection = step.setting().connection();
        return switch (workshop.fence().prepare(connection, workshop.connections().session(connection))) {
            case Preparation.Needless _ -> null;
            case Preparation.Impossible(String reason) -> Failure.of("fence", "nothing was committed: " + reason,
                    "Without a record of it, nobody could find out after a crash whether it was committed.");
            case Preparation.Ready(CommitToken ready) -> {
                token = ready;
                tell.accept(ready);
                yield null;
            }
        };
    }

    private void tell(CommitToken ready, @Nullable Observation seen) {
        if (seen == null) {
            workshop.teller().effect(ref, "transaction", ready.fields());
        } else {
            Discretion discretion = new Discretion(step.output().sensitive());
            workshop.teller().performed(ref, ready.fields(), discretion.of(seen),
                    verdicts.get().stream().map(discretion::of).toList());
        }
    }

    /// Whether the step's work is there, as its `done_when` says.
    DoneWhen.Reply isThere() {
        return check.get();
    }

    /// What became of the transaction that was announced last.
    Resolution fate() {
        CommitToken known = token;
        workshop.teller().progress(ref, "the connection was lost in COMMIT; asking the server what became of it");
        Resolution resolution = known == null
                ? new Resolution(Fate.UNKNOWN, "it was not announced")
                : fate(known);
        return decided(resolution.fate()) ? resolution : asked(resolution);
    }

    /// What became of a transaction, as far as the server can say.
    Resolution fate(CommitToken known) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Resolution resolution = once(known);
            boolean hopeless = resolution.fate() == Fate.UNKNOWN || decided(resolution.fate());
            if (hopeless || System.nanoTime() - deadline >= 0 || workshop.interruption().asked()) {
                return resolution;
            }
            workshop.interruption().sleep(PAUSE);
        }
    }

    private Resolution once(CommitToken known) {
        try (Session session = workshop.connections().another(step.setting().connection())) {
            return known.resolve(session);
        } catch (Unreachable e) {
            return new Resolution(Fate.IN_PROGRESS, e.problems().getFirst().title());
        } catch (Refusal e) {
            return new Resolution(Fate.UNKNOWN, e.problems().getFirst().title());
        }
    }

    private static boolean decided(Fate fate) {
        return fate == Fate.COMMITTED || fate == Fate.ABORTED;
    }

    /// What the server cannot say, a person may have found out.
    private Resolution asked(Resolution resolution) {
        return switch (new Inquiry(workshop).ask(ref, "the connection was lost in its COMMIT, and "
                + resolution.reason())) {
            case DONE -> new Resolution(Fate.COMMITTED, "somebody looked, and it was committed");
            case NOT_DONE -> new Resolution(Fate.ABORTED, "somebody looked, and it was not committed");
            case NOBODY_KNOWS -> resolution;
        };
    }
}
