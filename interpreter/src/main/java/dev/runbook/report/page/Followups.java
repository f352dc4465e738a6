package dev.runbook.report.page;

import dev.runbook.report.text.Wording;
import dev.runbook.story.Followup;
import dev.runbook.story.Followup.Standing;
import dev.runbook.story.RunRecord;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The checks that are due after a run, as they stood when the run, or the last check, ended.
///
/// @param due how each stands
/// @param made the checks that were made
public record Followups(List<Due> due, List<Entry> made) {

    /// One follow-up.
    ///
    /// @param when `every 1h, for 4h`
    /// @param standing `1 of 4 made, next due 2026-11-20 16:00:00 UTC`
    public record Due(String name, String when, String standing) {}

    static Followups of(RunRecord record, Wording wording, boolean stable, List<Entry> made) {
        Instant ended = record.ended() == null ? record.started() : record.ended();
        Instant last = record.followups().stream().flatMap(followup -> record.checks(followup).stream())
                .reduce(ended, (a, b) -> a.isAfter(b) ? a : b);
        return new Followups(record.followups().stream().map(followup -> new Due(wording.of(followup.name()),
                when(followup), words(followup, followup.at(last, ended, record.checks(followup)), stable))).toList(),
                made);
    }

    public boolean any() {
        return !due.isEmpty() || !made.isEmpty();
    }

    public boolean anyDue() {
        return !due.isEmpty();
    }

    private static String when(Followup followup) {
        Duration every = followup.every();
        Duration window = followup.window();
        return String.join(", ", Stream.of(every == null ? "once" : "every " + Durations.format(every),
                window == null ? "" : "for " + Durations.format(window)).filter(text -> !text.isEmpty()).toList());
    }

    private static String words(Followup followup, Standing standing, boolean stable) {
        Long turns = followup.turns();
        Instant next = standing.next();
        return standing.done() + (turns == null ? "" : " of " + turns) + " made"
                + (standing.missed() == 0 ? "" : ", " + standing.missed() + " missed")
                + (next == null ? ", over" : stable ? ", not over yet" : ", next due " + Particulars.time(next));
    }
}
