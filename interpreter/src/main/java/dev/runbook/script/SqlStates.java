package dev.runbook.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The condition names of SQLSTATEs, as PostgreSQL's appendix of error codes lists them.
final class SqlStates {
    private static final Map<String, String> NAMES = read();

    private SqlStates() {}

    /// `23503 foreign_key_violation`; only the code where it is not known.
    static String named(String sqlState) {
        String name = NAMES.get(sqlState);
        return name == null ? sqlState : sqlState + " " + name;
    }

    private static Map<String, String> read() {
        InputStream in = Objects.requireNonNull(SqlStates.class.getResourceAsStream("sqlstates.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
