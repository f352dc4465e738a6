package dev.runbook.report.timeline;

import dev.runbook.evidence.Fact;
import dev.runbook.story.Course;
import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Says what the marks on the time axis mean, as far as there are any besides the bars of the steps.
public final class Legend {
    private Legend() {}

    /// A mark and its meaning.
    ///
    /// @param status as on the mark itself; `sampled` for a line
    public record Entry(String status, String word) {}

    /// Of a run's marks.
    public static List<Entry> of(RunRecord run, Axis axis) {
        List<Entry> legend = new ArrayList<>();
        if (axis.shown()) {
            add(legend, run, "tried", "a try that failed", step -> !step.course().tries().isEmpty());
            add(legend, run, "waiting", "waits for a lock", step -> waits(step, true));
            add(legend, run, "blocking", "makes others wait", step -> waits(step, false));
            add(legend, run, "sampled", "sampled beside the step",
                    step -> step.facts().stream().anyMatch(Fact.Series.class::isInstance));
        }
        return legend;
    }

    private static boolean waits(StepRecord step, boolean own) {
        return step.course().waits().stream().map(Course.Wait::own).anyMatch(itself -> itself == own);
    }

    private static void add(List<Entry> legend, RunRecord run, String status, String word,
            Predicate<StepRecord> there) {
        if (run.steps().stream().anyMatch(there)) {
            legend.add(new Entry(status, word));
        }
    }
}
