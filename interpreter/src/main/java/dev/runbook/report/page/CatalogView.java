package dev.runbook.report.page;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.report.fact.Limits;
import dev.runbook.report.text.Cut;
import dev.runbook.report.text.Fence;
import dev.runbook.report.text.Wording;
import dev.runbook.story.CatalogRecord;
import dev.runbook.story.RunRecord;
import java.util.List;

/// The database's catalog before and after the run, as a difference.
///
/// @param sentence whether it is as it was, or empty when nobody looked
/// @param alarming whether it should be as it was, and is not
/// @param text the difference as a diff writes it, under the names of what differs; empty when nothing does
/// @param note how many objects more differ, or empty
/// @param unread what could not be read, a sentence each
public record CatalogView(String sentence, boolean alarming, String fence, String text, List<Line> lines, String note,
        List<String> unread) {

    /// A line of the difference.
    ///
    /// @param kind `removed`, `added`, `object` for the name of one that is still there, or `same`
    /// @param sign `-`, `+` or a space
    public record Line(String kind, String sign, String text) {}

    static CatalogView of(RunRecord record, Wording wording, Limits limits, int most) {
        CatalogRecord catalog = record.catalog();
        StringBuilder diff = new StringBuilder();
        catalog.changes().forEach(change -> append(change, wording, diff));
        String text = Cut.block(diff.toString().stripTrailing(), limits.block());
        return new CatalogView(record.catalogSentence(), record.ending() != null && !record.ending().good()
                && catalog.changed(), Fence.around(text), text, text.lines().map(CatalogView::line).toList(),
                catalog.omitted() == 0 ? "" : "%,d objects more differ.".formatted(catalog.omitted()),
                catalog.unread().stream().limit(most).map(wording::of).toList());
    }

    private static void append(CatalogChange change, Wording wording, StringBuilder diff) {
        diff.append(switch (change.kind()) {
            case ADDED -> '+';
            case REMOVED -> '-';
            case CHANGED -> ' ';
        }).append(wording.of(change.object())).append('\n');
        change.lines().forEach(line -> diff.append(line.charAt(0)).append("  ")
                .append(wording.of(line.substring(1)).replace('\n', ' ')).append('\n'));
    }

    private static Line line(String text) {
        String rest = text.isEmpty() ? "" : text.substring(1);
        return text.startsWith("-")
                ? new Line("removed", "-", rest)
                : text.startsWith("+")
                        ? new Line("added", "+", rest)
                        : new Line(rest.startsWith(" ") ? "same" : "object", " ", rest);
    }

    public boolean changed() {
        return !text.isEmpty();
    }

    public boolean anyUnread() {
        return !unread.isEmpty();
    }
}
