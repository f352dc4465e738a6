package dev.runbook.story;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogSight;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A database's catalog before and after a run.
///
/// @param before null when it was not looked at, say because the run was cut off earlier
/// @param after likewise
/// @param changes what differs between the two
/// @param omitted how many objects more differ
public record CatalogRecord(@Nullable CatalogSight before, @Nullable CatalogSight after, List<CatalogChange> changes,
        long omitted) {
    /// Nobody has looked.
    public static final CatalogRecord NONE = new CatalogRecord(null, null, List.of(), 0);

    public CatalogRecord {
        changes = List.copyOf(changes);
    }

    CatalogRecord with(Event.CatalogRead event) {
        return switch (event.sight().moment()) {
            case BEFORE -> new CatalogRecord(event.sight(), after, changes, omitted);
            case AFTER -> new CatalogRecord(before, event.sight(), event.changes(), event.omitted());
        };
    }

    /// Whether both were read, at least in part.
    public boolean compared() {
        return before != null && after != null && before.objects() > 0 && after.objects() > 0;
    }

    public boolean changed() {
        return compared() && !changes.isEmpty();
    }

    /// What it says of the state of the database, or nothing when it was not compared.
    ///
    /// @param undone whether everything should be as it was
    public String sentence(boolean undone) {
        if (!compared()) {
            return "";
        }
        if (changes.isEmpty()) {
            return "The catalog (tables, columns, constraints, indexes, functions, privileges, …) is as it was before.";
        }
        String differ = count() == 1 ? "1 object differs" : "%,d objects differ".formatted(count());
        return undone ? "The catalog is NOT as it was before: " + differ + "." : "In the catalog, " + differ + ".";
    }

    /// How many objects differ.
    public long count() {
        return changes.size() + omitted;
    }

    /// What could not be read, on either side.
    public List<String> unread() {
        return Stream.of(before, after).flatMap(Stream::ofNullable).flatMap(sight -> sight.unread().stream()).distinct()
                .toList();
    }
}
