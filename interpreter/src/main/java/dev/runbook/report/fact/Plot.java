package dev.runbook.report.fact;

import dev.runbook.evidence.Fact;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Numbers over time, ready to be drawn: as a line in a box of 600 by 100, and as a row of eight heights for text.
///
/// @param line the line's corners as SVG writes them
/// @param summary the same in words
/// @param from the least number, at the bottom
/// @param to the greatest, at the top
/// @param length how long the watch was
/// @param spark the line as text
public record Plot(String line, String summary, String from, String to, String length, String spark) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 100;
    private static final int WORDS = 48;
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

    static Plot of(Fact.Series series) {
        List<Fact.Series.Point> points = series.points();
        double low = points.stream().mapToDouble(Fact.Series.Point::value).min().orElse(0);
        double high = points.stream().mapToDouble(Fact.Series.Point::value).max().orElse(0);
        Duration end = points.isEmpty() ? Duration.ZERO : points.getLast().at();
        double range = high > low ? high - low : 1;
        double span = Math.max(1, end.toMillis());
        String line = points.stream().map(point -> Math.round(WIDTH * point.at().toMillis() / span) + ","
                + Math.round(HEIGHT - HEIGHT * (point.value() - low) / range)).collect(Collectors.joining(" "));
        return new Plot(line, series.summary(), Fact.Series.number(low), Fact.Series.number(high),
                Durations.format(end), spark(points, low, range));
    }

    private static String spark(List<Fact.Series.Point> points, double low, double range) {
        StringBuilder text = new StringBuilder();
        int step = Math.max(1, (points.size() + WORDS - 1) / WORDS);
        for (int i = 0; i < points.size(); i += step) {
            double most = points.subList(i, Math.min(points.size(), i + step)).stream()
                    .mapToDouble(Fact.Series.Point::value).max().orElse(low);
            text.append(HEIGHTS.charAt((int) Math.min(7, Math.floor((most - low) / range * 8))));
        }
        return text.toString();
    }
}
