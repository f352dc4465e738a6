package dev.runbook.report.page;

import dev.runbook.report.fact.Detail;
import dev.runbook.report.fact.Pieces;
import dev.runbook.story.Course;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The tries of a step that failed before its last one.
public final class Tries {
    private Tries() {}

    /// A try that failed and was followed by another one.
    ///
    /// @param why what its failure said
    /// @param pause how long was waited before the next one
    public record Try(int number, String started, String took, String why, String pause) {}

    /// The first and the last of them when there are very many.
    static List<Try> of(Course course, Pieces pieces, Detail detail, boolean times) {
        List<Try> tries = new ArrayList<>();
        for (Course.Try each : course.tries()) {
            tries.add(new Try(tries.size() + 1, times ? Particulars.time(each.started()) : "", time(each.took(), times),
                    pieces.cell(each.failure().title()), time(each.pause(), times)));
        }
        int most = Math.min(detail.most(), pieces.limits().rows());
        return tries.size() <= most ? tries : ends(tries, most);
    }

    private static List<Try> ends(List<Try> tries, int most) {
        List<Try> ends = new ArrayList<>(tries.subList(0, most - most / 2));
        ends.addAll(tries.subList(tries.size() - most / 2, tries.size()));
        return ends;
    }

    private static String time(Duration duration, boolean times) {
        return times ? Durations.format(duration) : "";
    }
}
