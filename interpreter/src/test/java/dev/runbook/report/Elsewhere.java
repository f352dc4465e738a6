package dev.runbook.report;

import dev.runbook.evidence.Fact;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunHeader.Server;
import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The same run another time, on another machine and server, by somebody else.
final class Elsewhere {
    private static final Duration LATER = Duration.ofDays(40);

    private Elsewhere() {}

    static RunRecord of(RunRecord run) {
        RunHeader h = run.header();
        Server s = h.server();
        RunHeader header = new RunHeader("20261230T021407Z-partners-fk-77aa", h.runbook(), h.title(), h.description(),
                h.owner(), h.risk(), h.file(), h.fileHash(), "0a4ce86", "nightly", "ci-17", "0.1.1", h.selection(),
                h.sandbox(),
                new Server("10.0.0.7:6432", s.database(), "night.shift", "15.9 (Ubuntu 15.9-1)", s.role(),
                        "7999999999999999999"),
                h.params(), h.estimate(), h.contacts());
        return new RunRecord(header, run.started().plus(LATER), later(run.ended()), run.ending(), run.state(),
                run.decision(), run.recovery(), run.catalog(), run.steps().stream().map(Elsewhere::of).toList(),
                run.followups(), run.begun());
    }

    private static StepRecord of(StepRecord s) {
        Duration took = s.took();
        return new StepRecord(s.step(), later(s.started()), s.status(), s.estimate(),
                took == null ? null : took.multipliedBy(3), s.source(), s.answers().stream()
                        .map(a -> new StepRecord.Answer(a.question(), a.answer(), "nightly", a.at().plus(LATER)))
                        .toList(),
                s.verdicts(), facts(s.facts()), s.fields(), s.failure(), moved(s.summary()), s.undo(), s.undoNote(),
                s.course());
    }

    private static List<Fact> facts(List<Fact> facts) {
        return facts.stream().map(f -> f instanceof Fact.Text(String label, String text)
                ? new Fact.Text(label, moved(text))
                : f).toList();
    }

    private static String moved(String text) {
        return text.replace("/srv/runs/backup", "/home/ci/work").replace("20261120T021407Z", "20261230T021407Z")
                .replace("1,234,567", "1,234,570");
    }

    private static @Nullable Instant later(@Nullable Instant moment) {
        return moment == null ? null : moment.plus(LATER);
    }
}
