package dev.runbook.database.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// libpq's connection service file: groups of connection parameters by name.
/// Source: "The Connection Service File" in PostgreSQL's libpq chapter.
final class ServiceFile {
    private static final String SYSTEM = "/etc/postgresql-common";

    private ServiceFile() {}

    static Map<Keyword, String> service(String name, Surroundings around, Invalid invalid) {
        List<Path> files = files(around).filter(Files::isReadable).toList();
        for (Path file : files) {
            Map<Keyword, String> found = section(name, file, invalid);
            if (found != null) {
                return found;
            }
        }
        throw invalid.because("no service \"" + name + "\" in " + (files.isEmpty() ? "any service file" : files),
                "Write a section [" + name + "] in ~/.pg_service.conf, or set PGSERVICEFILE.");
    }

    private static Stream<Path> files(Surroundings around) {
        String chosen = around.variable("PGSERVICEFILE");
        String system = Objects.requireNonNullElse(around.variable("PGSYSCONFDIR"), SYSTEM);
        return Stream.of(chosen != null ? Path.of(chosen) : around.home().resolve(".pg_service.conf"),
                Path.of(system, "pg_service.conf"));
    }

    private static @Nullable Map<Keyword, String> section(String name, Path file, Invalid invalid) {
        Map<Keyword, String> found = null;
        for (String line : lines(file, invalid)) {
            if (line.startsWith("[") && found != null) {
                return found;
            }
            if (line.equals("[" + name + "]")) {
                found = new EnumMap<>(Keyword.class);
            } else if (found != null && !line.isEmpty() && !line.startsWith("#")) {
                put(found, line, file, invalid);
            }
        }
        return found;
    }

    private static void put(Map<Keyword, String> found, String line, Path file, Invalid invalid) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw invalid.because(file + " has a line without \"=\"", "Write keyword=value on each line of a section.");
        }
        String word = line.substring(0, equals).strip();
        if (word.equals("service")) {
            throw invalid.because(file + " names a service within a service", "Remove that line.");
        }
        found.put(TargetText.keyword(word, invalid), line.substring(equals + 1).strip());
    }

    private static List<String> lines(Path file, Invalid invalid) {
        try {
            return Files.readAllLines(file).stream().map(String::strip).toList();
        } catch (IOException e) {
            throw invalid.because("cannot read " + file, "Its text must be readable UTF-8: " + e.getMessage());
        }
    }
}
