package dev.runbook.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a step saw, in one of the few shapes that every console and report can show. A new kind of
/// step brings facts, never a new shape, so nothing that shows facts has to know about it.
public sealed interface Fact {

    /// What the fact is, in a word or two: `stdout`, `rows`, `backup`.
    String label();

    /// A short text: a file name, a size, a sentence.
    record Text(String label, String text) implements Fact {}

    /// Text that keeps its lines and spaces.
    ///
    /// @param language for highlighting, as Markdown's fences name it: `sql`, `bash`, `text`
    record Code(String label, String language, String text) implements Fact {}

    /// Rows under column names; a null cell is SQL's NULL.
    ///
    /// @param omitted how many further rows there were that are not kept here
    record Grid(String label, List<String> columns, List<List<@Nullable String>> rows, long omitted) implements Fact {
        public Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// Numbers over time.
    ///
    /// @param taken how many samples there were; of very many only every so manieth is here, the greatest of each few
    record Series(String label, List<Point> points, long taken) implements Fact {
        public Series {
            points = List.copyOf(points);
        }

        /// A number and when it was seen, from the beginning of the watch.
        public record Point(Duration at, double value) {}

        /// In words: `12 samples, from 0 to 7, at last 3`.
        public String summary() {
            return points.isEmpty()
                    ? "no samples"
                    : "%d sample%s, from %s to %s, at last %s".formatted(taken, taken == 1 ? "" : "s",
                            number(points.stream().mapToDouble(Point::value).min().orElse(0)),
                            number(points.stream().mapToDouble(Point::value).max().orElse(0)),
                            number(points.getLast().value()));
        }

        /// A number as people write it: `7`, `0.25`.
        public static String number(double value) {
            return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
        }
    }

    /// What was expected beside what was found, and their difference with markers at the line starts.
    record Difference(String label, String expected, String actual, String difference) implements Fact {}
}
