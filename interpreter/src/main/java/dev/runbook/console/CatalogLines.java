package dev.runbook.console;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.story.CatalogRecord;
import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the console says of the database's catalog at the end of a run: whether it is as it was, and what is not.
final class CatalogLines {
    private static final int MOST_OBJECTS = 5;

    private final Style style;
    private @Nullable CatalogSight before;
    private CatalogRecord record = CatalogRecord.NONE;

    CatalogLines(Style style) {
        this.style = style;
    }

    void read(Event.CatalogRead event) {
        switch (event.sight().moment()) {
            case BEFORE -> before = event.sight();
            case AFTER -> record = new CatalogRecord(before, event.sight(), event.changes(), event.omitted());
        }
    }

    List<String> lines(Ending ending) {
        boolean undone = ending == Ending.ROLLED_BACK || ending == Ending.FAILED;
        List<String> lines = new ArrayList<>();
        if (record.compared() && (record.changed() || !ending.good())) {
            String sentence = record.sentence(undone);
            lines.add(undone && record.changed() ? style.bad(sentence) : sentence);
            record.changes().stream().limit(MOST_OBJECTS).map(CatalogLines::named).forEach(lines::add);
            if (record.count() > MOST_OBJECTS) {
                lines.add("  and %,d more; the report shows them".formatted(record.count() - MOST_OBJECTS));
            }
        }
        record.unread().forEach(unread -> lines.add("Not read of the catalog: " + unread));
        return lines;
    }

    private static String named(CatalogChange change) {
        return switch (change.kind()) {
            case ADDED -> "  + " + change.object();
            case REMOVED -> "  - " + change.object();
            case CHANGED -> "  ~ " + change.object();
        };
    }
}
