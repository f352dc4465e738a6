package dev.runbook.watch;

import dev.runbook.evidence.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The samples of one sampler, however many come: when there are too many, every two become one, the greater.
public final class Series {
    private static final int MOST = 600;

    private final String name;
    private List<Fact.Series.Point> points = new ArrayList<>();
    private long taken;
    private int together = 1;
    private int waiting;

    public Series(String name) {
        this.name = name;
    }

    public synchronized void add(Duration at, double value) {
        taken++;
        if (waiting > 0 && waiting < together) {
            merge(value);
            waiting++;
            return;
        }
        if (points.size() >= MOST) {
            halve();
        }
        points.add(new Fact.Series.Point(at, value));
        waiting = 1;
    }

    public synchronized long taken() {
        return taken;
    }

    public synchronized Fact.Series fact() {
        return new Fact.Series(name, points, taken);
    }

    private void merge(double value) {
        Fact.Series.Point last = points.getLast();
        points.set(points.size() - 1, new Fact.Series.Point(last.at(), Math.max(last.value(), value)));
    }

    private void halve() {
        List<Fact.Series.Point> half = new ArrayList<>();
        for (int i = 0; i + 1 < points.size(); i += 2) {
            half.add(new Fact.Series.Point(points.get(i).at(),
                    Math.max(points.get(i).value(), points.get(i + 1).value())));
        }
        points = half;
        together *= 2;
    }
}
