package dev.runbook.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of PostgreSQL as its programs state it: `15.18`, `18beta2`.
record Version(int major, String text) {
    private static final Pattern STATED = Pattern.compile("\\(PostgreSQL\\) ((\\d+)[^\\s]*)");

    /// What `program --version` answers.
    static Optional<Version> of(Path program) {
        Matcher stated = STATED.matcher(
                Program.run(Path.of("/"), List.of(program.toString(), "--version")).output());
        return stated.find()
                ? Optional.of(new Version(Integer.parseInt(stated.group(2)), stated.group(1)))
                : Optional.empty();
    }

    /// That of the `pg_dump` on the PATH, which refuses to dump a server newer than itself.
    static Optional<Version> ofPgDump() {
        return Program.find("pg_dump").flatMap(Version::of);
    }

    @Override
    public String toString() {
        return text;
    }
}
