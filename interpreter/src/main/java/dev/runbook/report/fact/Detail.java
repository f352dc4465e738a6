package dev.runbook.report.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// How much a report shows.
///
/// @param good limits for what went as it should
/// @param bad limits for what did not
/// @param most how many of anything are listed at most
public record Detail(Level level, Limits good, Limits bad, int most) {
    /// Which steps unfold.
    public enum Level {
        /// All of them.
        EVERY_STEP,
        /// All but what set the sandbox up.
        NO_SETUP,
        /// Those that did not pass, and those that a person answered.
        NOTABLE,
        /// None.
        NONE
    }

    /// All there is.
    public static final Detail WHOLE = new Detail(Level.EVERY_STEP, Limits.WIDE, Limits.WIDE, Integer.MAX_VALUE);

    /// As many of the items as may be listed, the first of them.
    public <T> List<T> most(List<T> items) {
        return items.size() <= most ? items : items.subList(0, most);
    }

    /// As many of the items as may be listed, those that matter before the others, in their order.
    public <T> List<T> most(List<T> items, Predicate<T> matters) {
        if (items.size() <= most) {
            return items;
        }
        long room = most - items.stream().filter(matters).limit(most).count();
        long kept = 0;
        List<T> chosen = new ArrayList<>();
        for (T item : items) {
            boolean important = matters.test(item);
            if (important || room-- > 0) {
                chosen.add(item);
            }
            kept += important ? 1 : 0;
            if (kept == most) {
                break;
            }
        }
        return chosen;
    }
}
