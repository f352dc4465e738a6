package dev.runbook.report;

import static java.time.Duration.ofMillis;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.story.Ending;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import java.util.List;

/// A run of many steps, of which one failed near the end.
final class LongStory {
    private static final int FAILS = 1_494;

    private LongStory() {}

    static RunRecord of(int steps) {
        Teller teller = new Teller().begin(Stories.succeeded().header(), List.of());
        for (int i = 1; i <= steps; i++) {
            StepRef step = Teller.step("step" + i, "Step " + i, "sql");
            teller.start(step, null, new Fact.Code("sql", "sql", "SELECT a, b\nFROM t -- of many\nWHERE a = " + i));
            if (i == FAILS) {
                teller.fail(step, ofMillis(7), Failure.of("42P01", "ERROR:  relation does not exist", ""));
            } else {
                teller.finish(step, Status.PASSED, ofMillis(20 + i % 50), "row " + i,
                        new Fact.Grid("rows", List.of("a", "b"), List.of(List.of("1", "2")), 0));
            }
        }
        return teller.end(Ending.FAILED, "Nothing that has an undo had begun.").record();
    }
}
