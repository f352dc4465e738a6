package dev.runbook.report.timeline;

import dev.runbook.evidence.Fact;
import dev.runbook.report.text.Wording;
import dev.runbook.story.Course;
import dev.runbook.story.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Puts what a step did on the run's time axis: its tries, who waited for a lock, and what was sampled beside it.
///
/// @param wording how texts get into the report
public record Timeline(Axis axis, Wording wording) {
    private static final Row NOTHING = new Row(List.of(), List.of(), List.of());
    private static final int HEIGHT = 100;

    /// What stands on the axis for one step.
    ///
    /// @param bars its tries, one after the other; none when it never started
    /// @param waits when it waited for a lock (`waiting`), and when others did because of it (`blocking`)
    /// @param samples what was sampled beside it
    public record Row(List<Axis.Bar> bars, List<Axis.Bar> waits, List<Samples> samples) {
        public boolean anyWaits() {
            return !waits.isEmpty();
        }
    }

    /// Numbers over time, as a line in a box of 1000 by 100 that is as long as the axis.
    public record Samples(String label, String line, String summary) {}

    /// What a step did.
    public Row of(StepRecord step, String status) {
        Instant started = step.started();
        if (started == null || !axis.shown()) {
            return NOTHING;
        }
        return new Row(bars(step, started, status), step.course().waits().stream()
                .map(wait -> axis.bar(wait.from(), wait.took(), wait.own() ? "waiting" : "blocking")).toList(),
                step.facts().stream().filter(Fact.Series.class::isInstance).map(Fact.Series.class::cast)
                        .filter(series -> !series.points().isEmpty())
                        .map(series -> samples(series, watched(step, started)))
                        .toList());
    }

    private List<Axis.Bar> bars(StepRecord step, Instant started, String status) {
        Instant last = started;
        List<Axis.Bar> bars = new ArrayList<>();
        for (Course.Try each : step.course().tries()) {
            bars.add(axis.bar(each.started(), each.took(), "tried"));
            last = each.started().plus(each.took()).plus(each.pause());
        }
        Duration took = step.took();
        Duration rest = Duration.between(last, started.plus(took == null ? Duration.ZERO : took));
        bars.add(axis.bar(last, rest.isNegative() ? Duration.ZERO : rest, status));
        return bars;
    }

    /// Beside a choice, watching begins when it is made.
    private static Instant watched(StepRecord step, Instant started) {
        return step.answers().isEmpty() || !step.step().kind().equals("choose")
                ? started
                : step.answers().getLast().at();
    }

    private Samples samples(Fact.Series series, Instant started) {
        double low = series.points().stream().mapToDouble(Fact.Series.Point::value).min().orElse(0);
        double high = series.points().stream().mapToDouble(Fact.Series.Point::value).max().orElse(0);
        double range = high > low ? high - low : 1;
        return new Samples(wording.of(series.label()), series.points().stream()
                .map(point -> axis.thousandths(started.plus(point.at())) + ","
                        + Math.round(HEIGHT - HEIGHT * (point.value() - low) / range))
                .collect(Collectors.joining(" ")), series.summary());
    }
}
