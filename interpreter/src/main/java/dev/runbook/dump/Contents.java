package dev.runbook.dump;

import dev.runbook.dump.Entry.Identity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is in a dump, in its order.
public record Contents(List<Entry> entries) {
    private static final Pattern HEAD = Pattern
            .compile("-- (?:Data for )?Name: (.*); Type: ([A-Z ]+); Schema: (.*); Owner: .*");
    private static final Pattern NUMBER = Pattern.compile("-- TOC entry (\\d+) .*");
    private static final Pattern DEPENDENCIES = Pattern.compile("-- Dependencies: ([\\d ]+)");
    private static final Pattern LISTED = Pattern.compile("(\\d+); \\d+ \\d+ (TABLE DATA|SEQUENCE SET) (.*)");
    private static final Pattern DEPENDS = Pattern.compile(";\\s+depends on: ([\\d ]+)");
    private static final String COPY = "COPY ";
    private static final String COPY_END = "\\.";
    private static final Set<String> NAMELESS = Set.of("ENCODING", "STDSTRINGS", "SEARCHPATH", "DATABASE");

    public Contents {
        entries = List.copyOf(entries);
    }

    /// Reads the comments that pg_dump and, with `--verbose`, pg_restore write above each object's SQL.
    ///
    /// @param sql the definitions with or without the data
    public static Contents ofSql(Path sql) throws IOException {
        return new Contents(heads(sql));
    }

    /// Reads an archive: the definitions as SQL, and pg_restore's list for the data, which the SQL is without.
    public static Contents ofArchive(Path sql, Path list) throws IOException {
        List<Entry> all = new ArrayList<>(heads(sql));
        Map<Integer, Entry> known = all.stream().collect(Collectors.toMap(Entry::id, entry -> entry, (a, _) -> a));
        all.addAll(data(list, known));
        return new Contents(all);
    }

    /// The tables whose definition or rows are in it, by their whole names.
    public List<String> tables() {
        return entries.stream().filter(entry -> entry.type().equals("TABLE") || entry.isData())
                .map(Entry::qualifiedName).distinct().sorted().toList();
    }

    /// Those whose rows are in it.
    public List<Entry> tableData() {
        return entries.stream().filter(Entry::isData).toList();
    }

    /// Whether it holds rows and no definition.
    public boolean isDataOnly() {
        return entries.stream().allMatch(
                entry -> entry.isData() || entry.type().equals("SEQUENCE SET") || NAMELESS.contains(entry.type()));
    }

    /// Only the tables of these names, and what belongs to them.
    ///
    /// @param names with or without their schema
    /// @throws NoSuchElementException that names those that are not in it
    public Contents of(List<String> names) {
        List<String> unknown = names.stream()
                .filter(name -> entries.stream().noneMatch(entry -> isNamed(entry, name))).toList();
        if (!unknown.isEmpty()) {
            throw new NoSuchElementException(String.join(", ", unknown));
        }
        Map<Integer, Entry> byId = byId();
        Set<Entry> chosen = entries.stream().filter(entry -> names.stream().anyMatch(name -> isNamed(entry, name)))
                .collect(Collectors.toSet());
        return new Contents(entries.stream().filter(entry -> chosen.contains(entry) || belongs(entry, chosen, byId))
                .toList());
    }

    /// The lines that pg_restore's `--use-list` reads.
    public String useList() {
        return entries.stream().map(entry -> entry.id() + ";\n").collect(Collectors.joining());
    }

    Set<Identity> identities() {
        return entries.stream().map(Entry::identity).collect(Collectors.toSet());
    }

    /// The table that an entry is a part of, or null.
    @Nullable
    Entry owner(Entry entry) {
        return owner(entry, byId());
    }

    private Map<Integer, Entry> byId() {
        Map<Integer, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        return byId;
    }

    /// A foreign key depends on two tables; the one that it stands in begins its name.
    static @Nullable Entry owner(Entry entry, Map<Integer, Entry> byId) {
        if (!entry.isPart()) {
            return null;
        }
        List<Entry> tables = entry.dependencies().stream().map(byId::get).filter(Objects::nonNull)
                .filter(Entry::isTable).toList();
        return tables.stream().filter(table -> entry.schema().equals(table.schema())
                && entry.name().startsWith(table.name() + " ")).findFirst()
                .orElse(entry.type().equals("FK CONSTRAINT") || tables.isEmpty() ? null : tables.getFirst());
    }

    /// Parts, rows, comments and privileges of chosen tables, and those of their parts.
    private static boolean belongs(Entry entry, Set<Entry> chosen, Map<Integer, Entry> byId) {
        if (entry.isPart()) {
            Entry owner = owner(entry, byId);
            return owner != null && chosen.contains(owner);
        }
        return !entry.isTable() && !entry.isData() && !entry.dependencies().isEmpty()
                && Set.of("COMMENT", "ACL", "SECURITY LABEL", "SEQUENCE OWNED BY", "SEQUENCE SET",
                        "MATERIALIZED VIEW DATA").contains(entry.type())
                && entry.dependencies().stream().map(byId::get).filter(Objects::nonNull).anyMatch(
                        on -> chosen.contains(on) || on.isPart() && belongs(on, chosen, byId));
    }

    private static boolean isNamed(Entry entry, String name) {
        return (entry.isTable() || entry.isData())
                && (entry.name().equals(name) || entry.qualifiedName().equals(name));
    }

    private static List<Entry> heads(Path sql) throws IOException {
        Map<Identity, Entry> entries = new LinkedHashMap<>();
        int id = 0;
        List<Integer> dependencies = List.of();
        boolean rows = false;
        try (BufferedReader in = reader(sql)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (rows) {
                    rows = !line.equals(COPY_END);
                    continue;
                }
                Matcher head = line.startsWith("-- ") ? HEAD.matcher(line) : null;
                if (head != null && head.matches()) {
                    Entry entry = new Entry(id, dependencies, head.group(2), head.group(3), head.group(1));
                    entries.putIfAbsent(entry.identity(), entry);
                } else if (line.startsWith("-- TOC entry ")) {
                    id = number(line);
                    dependencies = List.of();
                } else if (line.startsWith("-- Dependencies: ")) {
                    dependencies = numbers(DEPENDENCIES.matcher(line));
                }
                rows = line.startsWith(COPY) && line.endsWith(" FROM stdin;");
            }
        }
        return List.copyOf(entries.values());
    }

    /// Rows by the table that they depend on; without one, the name is what stands in the list.
    private static List<Entry> data(Path list, Map<Integer, Entry> known) throws IOException {
        List<Entry> data = new ArrayList<>();
        List<String> lines;
        try (BufferedReader in = reader(list); Stream<String> all = in.lines()) {
            lines = all.toList();
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher listed = LISTED.matcher(lines.get(i));
            if (listed.matches()) {
                List<Integer> on = i + 1 < lines.size() ? numbers(DEPENDS.matcher(lines.get(i + 1))) : List.of();
                Entry of = on.stream().map(known::get).filter(Objects::nonNull).findFirst().orElse(null);
                String[] words = listed.group(3).split(" ", 3);
                data.add(new Entry(Integer.parseInt(listed.group(1)), on, listed.group(2),
                        of == null ? words[0] : of.schema(), of == null ? words[1] : of.name()));
            }
        }
        return data;
    }

    private static int number(String line) {
        Matcher number = NUMBER.matcher(line);
        return number.matches() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static List<Integer> numbers(Matcher matcher) {
        return matcher.matches()
                ? Stream.of(matcher.group(1).strip().split(" +")).map(Integer::valueOf).distinct().toList()
                : List.of();
    }

    /// What is not UTF-8 is no reason to stop: a dump may be in any encoding.
    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }
}
