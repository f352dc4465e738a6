package dev.runbook.dump;

import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a dump that a backup step made and proved, in a file of its own beside it: `x.dump.json`.
///
/// @param made when it was proven
/// @param runbook the runbook's id and the run's, which made it
/// @param series its path with `*` for what differs from run to run: dumps of one series replace each other
/// @param database the cluster's number and the database's name
/// @param partial whether only some tables were dumped
/// @param tables those whose definition or rows are in it
public record Certificate(Instant made, String runbook, String run, String series, String database, boolean partial,
        List<String> tables, Fingerprint fingerprint) {
    private static final int VERSION = 1;

    public Certificate {
        tables = List.copyOf(tables);
    }

    /// Where the certificate of a dump stands.
    public static Path beside(Path dump) {
        return dump.resolveSibling(dump.getFileName() + ".json");
    }

    /// Writes it beside its dump; only the owner can read it.
    public void write(Path dump) throws IOException {
        Path file = beside(dump);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, ValueJson.write(Value.of(fields())) + "\n", StandardOpenOption.WRITE);
    }

    /// That of a dump, or null when there is none that can be read.
    public static @Nullable Certificate of(Path dump) {
        try {
            Path file = beside(dump);
            return Files.isRegularFile(file) ? read(ValueJson.readPlain(Files.readString(file))) : null;
        } catch (IOException | ParseException | DateTimeException _) {
            return null;
        }
    }

    /// Whether another dump is an earlier or later one of the same step on the same database.
    boolean isOfSeries(Certificate other) {
        return runbook.equals(other.runbook) && series.equals(other.series) && database.equals(other.database);
    }

    private Map<String, Value> fields() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("runbook_backup", Value.of(VERSION));
        fields.put("made", Value.of(made.toString()));
        fields.put("runbook", Value.of(runbook));
        fields.put("run", Value.of(run));
        fields.put("series", Value.of(series));
        fields.put("database", Value.of(database));
        fields.put("partial", Value.of(partial));
        fields.put("tables", Value.of(tables.stream().map(Value::of).toList()));
        fields.put("bytes", Value.of(fingerprint.bytes()));
        fields.put("sha256", Value.of(fingerprint.sha256()));
        return fields;
    }

    private static @Nullable Certificate read(Value value) {
        if (!(value instanceof Value.Dictionary(Map<String, Value> fields))
                || !Value.of(VERSION).equals(fields.get("runbook_backup"))
                || !fields.keySet().containsAll(Set.of("made", "runbook", "run", "series", "database", "sha256"))
                || !(fields.get("bytes") instanceof Value.Int(long bytes))
                || !(fields.get("tables") instanceof Value.Sequence(List<Value> tables))) {
            return null;
        }
        return new Certificate(Instant.parse(text(fields, "made")), text(fields, "runbook"), text(fields, "run"),
                text(fields, "series"), text(fields, "database"), Value.of(true).equals(fields.get("partial")),
                tables.stream().map(Value::text).toList(), new Fingerprint(bytes, text(fields, "sha256")));
    }

    private static String text(Map<String, Value> fields, String name) {
        Value value = fields.get(name);
        return value == null ? "" : value.text();
    }
}
