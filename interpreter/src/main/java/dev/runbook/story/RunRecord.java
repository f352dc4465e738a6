package dev.runbook.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A whole run, folded from its events: what reports are made of.
///
/// @param ending null when the run was cut off
/// @param state what state the database is in now, in a sentence
/// @param decision what was decided after a failure, or null
/// @param recovery the title of the recovery that was taken, or null
/// @param followups the checks that are due after it
/// @param catalog the database's catalog before and after
/// @param begun whether it came so far that anything could be done
public record RunRecord(RunHeader header, Instant started, @Nullable Instant ended, @Nullable Ending ending,
        String state, @Nullable Decision decision, @Nullable String recovery, CatalogRecord catalog,
        List<StepRecord> steps, List<Followup> followups, boolean begun) {

    /// What to do after a failure, who said so, and why.
    public record Decision(String choice, String by, String why) {}

    public RunRecord {
        steps = List.copyOf(steps);
        followups = List.copyOf(followups);
    }

    /// The same without what was looked at from beside the steps: locks and samples, which differ between equal runs.
    public RunRecord unsighted() {
        return new RunRecord(header, started, ended, ending, state, decision, recovery, catalog,
                steps.stream().map(StepRecord::unsighted).toList(), followups, begun);
    }

    /// The steps of one phase that stand directly under a parent, in their order.
    public List<StepRecord> children(@Nullable String parent, StepRef.Phase phase) {
        return steps.stream().filter(s -> java.util.Objects.equals(s.step().parent(), parent))
                .filter(s -> s.step().phase() == phase).toList();
    }

    /// The failure that the run's headline is about: the first that happened, whatever the cleanup met later.
    public Optional<StepRecord> firstFailure() {
        return failures().stream().findFirst();
    }

    /// The steps that failed, in the order in which they did; a step that failed because a check of it did is not
    /// named besides that check.
    public List<StepRecord> failures() {
        Set<String> explained = steps.stream().filter(StepRecord::failed)
                .filter(s -> s.step().phase() == StepRef.Phase.VERIFY)
                .flatMap(s -> Stream.ofNullable(s.step().parent()))
                .collect(Collectors.toSet());
        return steps.stream().filter(StepRecord::failed)
                .filter(s -> s.failure() != null && !explained.contains(s.step().key()))
                .sorted(Comparator.comparing(RunRecord::end)).toList();
    }

    /// When a follow-up was checked.
    public List<Instant> checks(Followup followup) {
        return children(null, StepRef.Phase.FOLLOWUP).stream()
                .filter(check -> check.step().key().startsWith(followup.key() + "["))
                .flatMap(check -> Stream.ofNullable(check.started())).toList();
    }

    /// What the catalog says of the state of the database; after a failure, everything should be as it was.
    public String catalogSentence() {
        return catalog.sentence(ending == Ending.ROLLED_BACK || ending == Ending.FAILED);
    }

    public Duration took() {
        return Duration.between(started, ended == null ? started : ended);
    }

    private static Instant end(StepRecord step) {
        Instant started = step.started();
        Duration took = step.took();
        return started == null ? Instant.MAX : took == null ? started : started.plus(took);
    }
}
