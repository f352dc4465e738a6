package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.runbook.cli.terminal.Terminal;
import dev.runbook.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs runbooks that back up and restore a database.
///
/// @param folder where the runbook stands, and its backups
record Dumping(TestDatabase database, Path folder, Cli cli) {
    private static final String SHOP = """
            CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL);
            CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers, note text);
            CREATE INDEX orders_customer ON orders (customer);
            CREATE TABLE log (line text);
            CREATE VIEW names AS SELECT name FROM customers;
            INSERT INTO customers (name) SELECT 'customer ' || n FROM generate_series(1, 50) n;
            INSERT INTO orders SELECT n, 1 + n % 50, md5(n::text) || md5((n * 7)::text) FROM generate_series(1, 2000) n;
            INSERT INTO log SELECT 'line ' || n FROM generate_series(1, 100) n;
            """;

    static Dumping in(TestDatabase database, Path folder) {
        return new Dumping(database, folder, Cli.withoutTarget());
    }

    /// With a few tables and rows.
    Dumping shop() throws SQLException {
        execute(SHOP);
        return this;
    }

    /// With a program of ours in front of the real one, which is `$REAL`.
    Dumping instead(String program, String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path file = bin.resolve(program);
        Files.writeString(file, "#!/bin/bash\nREAL='" + real(program) + "'\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        String path = cli.environment().getOrDefault("PATH", "");
        return new Dumping(database, folder,
                path.startsWith(bin.toString()) ? cli : cli.with("PATH", bin + ":" + path));
    }

    private static String real(String program) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable).findFirst().orElseThrow().toString();
    }

    /// Runs the given steps.
    Cli.Result run(String steps, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("runbook.yaml"),
                "runbook: dumping\ntitle: Backups and restores\nsteps:\n" + steps.indent(2));
        List<String> arguments = new ArrayList<>(List.of("run", file.toString(), "--run-dir",
                folder.resolve("runs-of-it").toString(), "--target", database.url()));
        arguments.addAll(List.of(more));
        return cli.call(arguments.toArray(String[]::new));
    }

    Cli.Result passes(String steps, String... more) throws IOException {
        Cli.Result result = run(steps, more);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        return result;
    }

    Cli.Result fails(String steps, String... more) throws IOException {
        Cli.Result result = run(steps, more);
        assertThat(result.exit()).as(result.out() + result.err()).isNotZero();
        return result;
    }

    /// Runs the given steps on a terminal, which has to show a text; once it has, there is a mark.
    void seenOnATerminal(String steps, Pattern text, Path mark) throws IOException {
        Path file = Files.writeString(folder.resolve("runbook.yaml"), "runbook: seen\nsteps:\n" + steps.indent(2));
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                if (text.matcher(toString(StandardCharsets.UTF_8)).find()) {
                    assertThatCode(() -> Files.writeString(mark, "")).doesNotThrowAnyException();
                }
            }
        };
        PrintStream terminal = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = Main.run(new Terminal(terminal, terminal, new BufferedReader(new StringReader("")), false, true),
                cli.environment(), "run", file.toString(), "--run-dir", folder.resolve("kept").toString(), "--target",
                database.url());
        assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(mark).exists();
    }

    /// Given beforehand.
    String[] answers(String yaml) throws IOException {
        return new String[]{"--answers", Files.writeString(folder.resolve("answers.yaml"), yaml).toString()};
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String one(String sql) throws SQLException {
        return one(database, sql);
    }

    static String one(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    /// What is in the folder of backups, hidden files too.
    List<String> backups() throws IOException {
        Path backups = folder.resolve("backup");
        if (!Files.exists(backups)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(backups)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
