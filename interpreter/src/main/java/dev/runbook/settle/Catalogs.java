package dev.runbook.settle;

import dev.runbook.database.Answer;
import dev.runbook.database.Literal;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks into a server's catalogs.
final class Catalogs {
    static final Sight NOWHERE = new Sight("", List.of());
    private static final Pattern PLACE = Pattern.compile(":(relation|name|anchor)\\b");

    private Catalogs() {}

    /// What is there now; null when that cannot be known, or is too much.
    static @Nullable Sight look(Session session, Deed deed) {
        if (deed.matter() == Matter.NONE) {
            return NOWHERE;
        }
        List<List<String>> anchor = rows(session, filled(deed.matter().anchor, deed, ""));
        return anchor == null
                ? null
                : look(session, deed, anchor.isEmpty() ? "" : anchor.getFirst().getFirst());
    }

    static @Nullable Sight look(Session session, Deed deed, String anchor) {
        if (deed.matter() == Matter.NONE || !anchor.matches("\\d+")) {
            return new Sight(anchor, List.of());
        }
        List<List<String>> rows = rows(session, filled(deed.matter().things, deed, anchor));
        if (rows == null) {
            return null;
        }
        List<Sight.Thing> things = new ArrayList<>();
        rows.forEach(row -> things.add(new Sight.Thing(row.get(0), row.get(1), row.get(2), row.get(3).equals("t"),
                row.get(4))));
        return new Sight(anchor, things);
    }

    /// Who builds an index of the same table at this moment, in words, or null.
    static @Nullable String builder(Session session, Deed deed, Sight before) {
        boolean indexes = deed.matter() == Matter.INDEXES || deed.matter() == Matter.INDEXES_BY_INDEX;
        if (!indexes || !before.anchor().matches("\\d+")) {
            return null;
        }
        List<List<String>> rows = rows(session, """
                SELECT pid FROM pg_stat_progress_create_index
                WHERE relid = %s AND datname = current_database() AND pid <> pg_backend_pid() LIMIT 1"""
                .formatted(before.anchor()));
        return rows == null || rows.isEmpty()
                ? null
                : "process " + rows.getFirst().getFirst() + " of the server builds an index of the same table now";
    }

    private static String filled(String sql, Deed deed, String anchor) {
        return PLACE.matcher(sql).replaceAll(place -> Matcher.quoteReplacement(switch (place.group(1)) {
            case "relation" -> Literal.of(deed.relation());
            case "name" -> Literal.of(deed.name());
            default -> anchor + "::oid";
        }));
    }

    /// What is more than a session keeps is too much for a journal, too.
    private static @Nullable List<List<String>> rows(Session session, String sql) {
        StatementResult result = session.execute(sql);
        Answer.Rows rows = result.rows();
        return result instanceof StatementResult.Completed && rows != null && rows.count() == rows.rows().size()
                ? rows.rows().stream().map(Catalogs::texts).toList()
                : null;
    }

    private static List<String> texts(List<@Nullable String> row) {
        return row.stream().map(cell -> Objects.requireNonNullElse(cell, "")).toList();
    }
}
