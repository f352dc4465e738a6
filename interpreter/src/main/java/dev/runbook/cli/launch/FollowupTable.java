package dev.runbook.cli.launch;

import dev.runbook.story.Followup;
import dev.runbook.story.Followup.Standing;
import dev.runbook.story.RunRecord;
import dev.runbook.value.Durations;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

/// The follow-ups of a run, and how they stand at a moment.
record FollowupTable(RunRecord record, Instant now) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'")
            .withZone(ZoneOffset.UTC);

    Standing standing(Followup followup) {
        return followup.at(now, Objects.requireNonNull(record.ended()), record.checks(followup));
    }

    /// Those that wait for a check.
    List<Followup> due() {
        return record.followups().stream().filter(followup -> standing(followup).due()).toList();
    }

    /// Those that are not over.
    List<Followup> open() {
        return record.followups().stream().filter(followup -> !standing(followup).over()).toList();
    }

    void print(PrintStream out) {
        int width = record.followups().stream().mapToInt(followup -> followup.name().length()).max().orElse(0);
        record.followups().forEach(followup -> out.println(("  %-" + width + "s  %s").formatted(followup.name(),
                words(followup, standing(followup)))));
    }

    private String words(Followup followup, Standing standing) {
        Long turns = followup.turns();
        String made = standing.done() + (turns == null ? " made" : " of " + turns + " made")
                + (standing.missed() == 0 ? "" : ", " + standing.missed() + " missed");
        Instant next = standing.next();
        return made + (next == null
                ? ", over"
                : standing.due()
                        ? ", due now" + (next.isBefore(now) ? ", since " + TIME.format(next) : "")
                        : ", next " + TIME.format(next) + " (in " + Durations.format(Duration.between(now, next))
                                + ")");
    }
}
