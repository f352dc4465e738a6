package dev.runbook.plan.preview;

import dev.runbook.plan.preview.Item.Branch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long it would take, as far as the steps say.
///
/// @param without how many steps are not in the sum because they say nothing
public record Estimate(Duration sum, int without) {
    private static final Estimate NOTHING = new Estimate(Duration.ZERO, 0);

    static Estimate of(List<Item> items) {
        return items.stream().map(Estimate::of).reduce(NOTHING, Estimate::plus);
    }

    /// A step's own word counts more than the sum of what is in it; of several options, the longest.
    private static Estimate of(Item item) {
        Duration own = item.step().flow().estimate();
        if (item.skipped() != null) {
            return NOTHING;
        }
        if (own != null) {
            return new Estimate(own, 0);
        }
        return item.branches().isEmpty()
                ? new Estimate(Duration.ZERO, 1)
                : item.branches().stream().map(Branch::items).map(Estimate::of).reduce(NOTHING, Estimate::longer);
    }

    private Estimate plus(Estimate other) {
        return new Estimate(sum.plus(other.sum), without + other.without);
    }

    private Estimate longer(Estimate other) {
        return new Estimate(sum.compareTo(other.sum) >= 0 ? sum : other.sum, Math.max(without, other.without));
    }

    /// The sum, or null when no step says anything.
    @Nullable
    Duration known() {
        return sum.isZero() ? null : sum;
    }
}
