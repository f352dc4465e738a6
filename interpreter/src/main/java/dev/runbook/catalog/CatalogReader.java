package dev.runbook.catalog;

import dev.runbook.catalog.CatalogSections.Section;
import dev.runbook.catalog.CatalogText.Part;
import dev.runbook.database.StatementListener;
import dev.runbook.database.StatementResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a database's catalog in one read-only snapshot. It never fails: what cannot be read is said.
public final class CatalogReader {
    /// More lines than this of one section are not read: nobody would, and a run does not wait for them.
    private static final int MOST_LINES = 50_000;
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
            + " SET LOCAL search_path = ''; SET LOCAL quote_all_identifiers = off";

    private final Server server;
    private final List<Section> sections;

    /// Whoever answers.
    @FunctionalInterface
    public interface Server {
        StatementResult execute(String sql, StatementListener listener);
    }

    private CatalogReader(Server server, int version) {
        this.server = server;
        this.sections = CatalogSections.of(version);
    }

    /// Reads it.
    ///
    /// @param server a session outside any transaction, with time limits of its own
    /// @param version as `server_version_num` says it
    public static CatalogText read(Server server, int version) {
        CatalogReader reader = new CatalogReader(server, version);
        CatalogText atOnce = reader.atOnce();
        return atOnce == null ? reader.oneByOne() : atOnce;
    }

    /// Everything in one message and its answers, or null when any of it was refused.
    private @Nullable CatalogText atOnce() {
        Rows rows = new Rows();
        StatementResult result = server.execute(BEGIN + ";\n" + sections.stream().map(CatalogReader::limited)
                .collect(Collectors.joining(";\n")) + ";\nCOMMIT", rows);
        if (!(result instanceof StatementResult.Completed) || rows.results.size() != sections.size()) {
            server.execute("ROLLBACK", StatementListener.NONE);
            return null;
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        for (int i = 0; i < sections.size(); i++) {
            parts.put(sections.get(i).name(), part(rows.results.get(i)));
        }
        return new CatalogText(parts);
    }

    private CatalogText oneByOne() {
        Map<String, Part> parts = new LinkedHashMap<>();
        server.execute(BEGIN, StatementListener.NONE);
        for (Section section : sections) {
            server.execute("SAVEPOINT section", StatementListener.NONE);
            parts.put(section.name(), ask(section));
            server.execute("ROLLBACK TO SAVEPOINT section", StatementListener.NONE);
        }
        server.execute("ROLLBACK", StatementListener.NONE);
        return new CatalogText(parts);
    }

    private Part ask(Section section) {
        Rows rows = new Rows();
        return switch (server.execute(limited(section), rows)) {
            case StatementResult.Completed _ -> part(rows.results.getLast());
            case StatementResult.Failed failed -> new Part.Unread(failed.error().message());
            case StatementResult.Lost lost -> new Part.Unread(lost.reason());
        };
    }

    private static String limited(Section section) {
        return section.sql() + "\nLIMIT " + (MOST_LINES + 1);
    }

    private static Part part(List<CatalogText.Row> rows) {
        return rows.size() > MOST_LINES
                ? new Part.Unread("there are more than %,d lines".formatted(MOST_LINES))
                : CatalogText.part(rows);
    }

    /// The rows of each result in turn; what returns no rows has no columns either.
    private static final class Rows implements StatementListener {
        private final List<List<CatalogText.Row>> results = new ArrayList<>();

        @Override
        public void columns(List<dev.runbook.database.wire.Column> columns) {
            results.add(new ArrayList<>());
        }

        @Override
        public void row(List<@Nullable String> cells) {
            results.getLast().add(new CatalogText.Row(String.valueOf(cells.get(0)),
                    Integer.parseInt(String.valueOf(cells.get(1))), String.valueOf(cells.get(2)),
                    String.valueOf(cells.get(3))));
        }
    }
}
