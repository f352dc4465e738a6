package dev.runbook.catalog;

import dev.runbook.catalog.CatalogText.Part;
import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogChange.Kind;
import dev.runbook.table.compare.LineDiff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// How two catalogs differ, object by object; a section that either of them could not read is not compared.
public final class CatalogDifference {
    /// What is kept of it: a reviewer reads a minute, and a journal's line has to stay one that can be read.
    private static final int MOST_LINES = 2_000;

    private final List<Sides> sections = new ArrayList<>();

    /// A section as it was and as it is.
    private record Sides(Map<String, List<String>> before, Map<String, List<String>> after) {}

    /// The changes, and how many objects more differ.
    public record Changes(List<CatalogChange> changes, long omitted) {}

    private CatalogDifference(CatalogText before, CatalogText after) {
        before.parts().forEach((section, part) -> {
            if (part instanceof Part.Read(var was) && after.parts().get(section) instanceof Part.Read(var is)) {
                sections.add(new Sides(was, is));
            }
        });
    }

    /// The changes from one to the other, by the objects' names.
    public static Changes between(CatalogText before, CatalogText after) {
        return new CatalogDifference(before, after).changes();
    }

    private Changes changes() {
        List<CatalogChange> all = objects().stream().map(this::change).filter(change -> !change.lines().isEmpty())
                .toList();
        List<CatalogChange> kept = new ArrayList<>();
        int lines = 0;
        for (CatalogChange change : all) {
            if (lines >= MOST_LINES) {
                break;
            }
            kept.add(change.lines().size() <= MOST_LINES - lines ? change : cut(change, MOST_LINES - lines));
            lines += change.lines().size();
        }
        return new Changes(kept, all.size() - kept.size());
    }

    private static CatalogChange cut(CatalogChange change, int most) {
        List<String> lines = new ArrayList<>(change.lines().subList(0, most));
        lines.add(" … (%,d more lines)".formatted(change.lines().size() - most));
        return new CatalogChange(change.object(), change.kind(), lines);
    }

    private Collection<String> objects() {
        TreeSet<String> objects = new TreeSet<>();
        sections.forEach(sides -> {
            objects.addAll(sides.before().keySet());
            objects.addAll(sides.after().keySet());
        });
        return objects;
    }

    private CatalogChange change(String object) {
        List<String> was = new ArrayList<>();
        List<String> is = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        sections.forEach(sides -> {
            List<String> old = sides.before().getOrDefault(object, List.of());
            List<String> now = sides.after().getOrDefault(object, List.of());
            was.addAll(old);
            is.addAll(now);
            lines.addAll(marked(old, now));
        });
        return new CatalogChange(object, was.isEmpty() ? Kind.ADDED : is.isEmpty() ? Kind.REMOVED : Kind.CHANGED,
                lines);
    }

    private static List<String> marked(List<String> old, List<String> now) {
        return old.equals(now)
                ? List.of()
                : LineDiff.between(lines(old), lines(now)).unified(0).lines()
                        .filter(line -> line.startsWith("-") || line.startsWith("+")).toList();
    }

    private static String lines(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
