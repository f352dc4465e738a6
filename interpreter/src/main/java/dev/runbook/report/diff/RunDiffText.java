package dev.runbook.report.diff;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.report.diff.RunDiff.Difference;
import dev.runbook.report.diff.RunDiff.Lasting;
import dev.runbook.report.text.Cut;
import dev.runbook.report.text.Visible;
import dev.runbook.story.Ending;
import dev.runbook.story.RunRecord;
import dev.runbook.table.compare.LineDiff;
import dev.runbook.value.Durations;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Two runs side by side as text: `-` before what the first has, `+` before what the second has.
public final class RunDiffText {
    private static final int MOST_CHARACTERS = 4_000;
    private static final int SHORT = 100;

    private final StringBuilder text = new StringBuilder();

    private RunDiffText() {}

    public static String of(RunDiff diff) {
        return new RunDiffText().write(diff);
    }

    private String write(RunDiff diff) {
        run("-", diff.left());
        run("+", diff.right());
        String step = "";
        for (Difference difference : diff.differences()) {
            String heading = difference.step() == null ? "The run" : difference.name() + " (" + difference.step() + ")";
            if (!heading.equals(step)) {
                line("\n" + heading);
                step = heading;
            }
            difference(difference);
        }
        catalog(diff);
        durations(diff);
        line(diff.equal() ? "\nThe runs are equal apart from times." : "\n" + count(diff));
        return text.toString();
    }

    private void run(String sign, RunRecord run) {
        Ending ending = run.ending();
        line("%s %s  %s%s".formatted(sign, run.header().run(), ending == null ? "INTERRUPTED" : ending.word(),
                ending == null ? "" : " after " + Durations.format(run.took())));
        line("  on " + run.header().server());
    }

    private void difference(Difference difference) {
        String left = difference.left();
        String right = difference.right();
        if (isShort(left) && isShort(right)) {
            side("-", difference.what(), left);
            side("+", difference.what(), right);
        } else {
            line("  " + difference.what() + ":");
            String lines = LineDiff.between(ended(left), ended(right)).unified(1);
            Cut.block(Visible.of(lines), MOST_CHARACTERS).lines().forEach(line -> line("    " + line));
        }
    }

    private void side(String sign, String what, @Nullable String value) {
        if (value != null) {
            line("  %s %s: %s".formatted(sign, what, Visible.of(value)));
        }
    }

    private static boolean isShort(@Nullable String value) {
        return value == null || value.length() <= SHORT && value.indexOf('\n') < 0;
    }

    private static String ended(@Nullable String value) {
        return value == null || value.isEmpty() ? "" : value.endsWith("\n") ? value : value + "\n";
    }

    private void catalog(RunDiff diff) {
        if (!diff.catalog().isEmpty()) {
            line("\nThe catalog, as the runs left it");
        }
        for (CatalogChange change : diff.catalog()) {
            line("  %s %s".formatted(switch (change.kind()) {
                case ADDED -> "+";
                case REMOVED -> "-";
                case CHANGED -> " ";
            }, Visible.of(change.object())));
            change.lines().forEach(line -> line("  " + line.charAt(0) + "   " + Visible.of(line.substring(1))));
        }
        if (diff.moreObjects() > 0) {
            line("  and %,d objects more".formatted(diff.moreObjects()));
        }
        if (!diff.catalogNote().isEmpty()) {
            line("\n" + diff.catalogNote());
        }
    }

    private void durations(RunDiff diff) {
        if (!diff.durations().isEmpty()) {
            line("\nWhat took longer or shorter");
        }
        for (Lasting lasting : diff.durations()) {
            line("  %s (%s): %s, then %s%s".formatted(lasting.name(), lasting.step(), Durations.format(lasting.left()),
                    Durations.format(lasting.right()), factor(lasting)));
        }
    }

    private static String factor(Lasting lasting) {
        long before = Math.max(1, lasting.left().toMillis());
        return String.format(Locale.ROOT, " (× %.1f)", (double) lasting.right().toMillis() / before);
    }

    private static String count(RunDiff diff) {
        long objects = diff.catalog().size() + diff.moreObjects();
        return plural(diff.differences().size(), "difference", "differences")
                + (objects == 0 ? "" : ", and " + plural(objects, "object", "objects") + " of the catalog")
                + ", apart from times.";
    }

    private static String plural(long count, String one, String many) {
        return "%,d %s".formatted(count, count == 1 ? one : many);
    }

    private void line(String line) {
        text.append(Objects.requireNonNull(line)).append('\n');
    }
}
