package dev.runbook.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// A catalog as text: under each section its objects by name, and their lines in an order that means something.
///
///     == columns
///     table public.orders
///       column id bigint not null
///
/// @param parts by section
public record CatalogText(Map<String, Part> parts) {
    private static final String SECTION = "== ";
    private static final String UNREAD = "!! ";
    private static final String INDENT = "  ";

    /// What came of asking for a section.
    public sealed interface Part {
        /// Its objects' lines, by object.
        record Read(Map<String, List<String>> objects) implements Part {}

        /// Why it could not be read.
        record Unread(String why) implements Part {}
    }

    /// A line as the server gives it.
    ///
    /// @param rank the kind of line: columns before constraints
    /// @param place the order among those of its kind
    record Row(String object, int rank, String place, String line) {}

    public CatalogText {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    static Part part(List<Row> rows) {
        Map<String, List<String>> objects = new TreeMap<>();
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingInt(Row::rank).thenComparing(Row::place).thenComparing(Row::line));
        for (Row row : sorted) {
            objects.computeIfAbsent(row.object().replaceAll("\\R", "\\\\n"), _ -> new ArrayList<>())
                    .addAll(row.line().stripTrailing().lines().toList());
        }
        return new Part.Read(objects);
    }

    /// The same with its words changed, as secrets are taken out of it.
    public CatalogText with(UnaryOperator<String> words) {
        return parse(words.apply(text()));
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        parts.forEach((section, part) -> {
            text.append(SECTION).append(section).append('\n');
            switch (part) {
                case Part.Unread(String why) -> text.append(UNREAD).append(why.replaceAll("\\R", " ")).append('\n');
                case Part.Read(Map<String, List<String>> objects) -> objects.forEach((object, lines) -> {
                    text.append(object).append('\n');
                    lines.forEach(line -> text.append(INDENT).append(line).append('\n'));
                });
            }
        });
        return text.toString();
    }

    /// Reads what [#text] wrote.
    public static CatalogText parse(String text) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Map<String, List<String>> objects = new TreeMap<>();
        String section = "";
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith(INDENT)) {
                lines.add(line.substring(INDENT.length()));
            } else if (line.startsWith(SECTION)) {
                section = line.substring(SECTION.length());
                objects = new TreeMap<>();
                parts.put(section, new Part.Read(objects));
            } else if (line.startsWith(UNREAD)) {
                parts.put(section, new Part.Unread(line.substring(UNREAD.length())));
            } else {
                lines = new ArrayList<>();
                objects.put(line, lines);
            }
        }
        return new CatalogText(parts);
    }

    /// How many objects it names.
    public long objects() {
        TreeSet<String> names = new TreeSet<>();
        parts.values().forEach(part -> {
            if (part instanceof Part.Read(Map<String, List<String>> objects)) {
                names.addAll(objects.keySet());
            }
        });
        return names.size();
    }

    /// What could not be read, a sentence for each reason.
    public List<String> unread() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        parts.forEach((section, part) -> {
            if (part instanceof Part.Unread(String why)) {
                sections.computeIfAbsent(why, _ -> new ArrayList<>()).add(section);
            }
        });
        List<String> unread = new ArrayList<>();
        sections.forEach((why, names) -> unread.add((names.size() > 1 && names.size() == parts.size()
                ? "all of it"
                : String.join(", ", names)) + ": " + why));
        return unread;
    }

    public String sha256() {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
