package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Follow-up checks on a real database: what is due is made, written down, and never made twice.
@RealPostgres
class FollowupCommandTest {
    @TempDir
    Path folder;
    private Path runbook = Path.of("unset");
    private Path answers = Path.of("unset");

    @BeforeEach
    void write() throws IOException {
        runbook = Files.writeString(folder.resolve("orders.yaml"), """
                runbook: orders
                title: Count the orders
                params:
                  expected: {type: integer, default: 1}
                steps:
                  - id: baseline
                    name: Count the orders
                    sql: SELECT count(*) AS orders FROM orders
                    expect: {value: "${{ params.expected }}"}
                followups:
                  - name: No order was lost
                    steps:
                      - name: As many as before
                        sql: SELECT count(*) AS orders FROM orders
                        expect: {same_as: baseline}
                      - id: content
                        name: Users are content
                        confirm: Nobody has complained
                  - name: Index usage
                    every: 1d
                    for: 7d
                    steps:
                      - name: Indexes are in use
                        sql: SELECT count(*) FROM pg_stat_user_indexes
                        summary: ${{ value }} indexes, ${{ params.expected }} orders at first
                """);
        answers = Files.writeString(folder.resolve("answers.yaml"), "content: true\n");
    }

    @Test
    void whatIsDueIsMadeOnceAndWrittenDown(TestDatabase database) throws Exception {
        String run = run(database, "3");
        assertThat(report(run)).contains("| Index usage | every 1d, for 7d | 0 of 7 made, next due ",
                "| No order was lost | once | 0 of 1 made, next due ");
        Files.writeString(runbook, "runbook: another\nsteps:\n  - shell: exit 1\n");

        Cli.Result made = followup(database, run, "--answers", answers.toString());
        assertThat(made.exit()).as(made.out() + made.err()).isZero();
        assertThat(made.out()).contains("✓ As many as before", "✓ Users are content",
                "No order was lost  1 of 1 made, over", "Index usage        0 of 7 made, next ")
                .doesNotContain("indexes");
        assertThat(report(run)).contains("| No order was lost | once | 1 of 1 made, over |", "SUCCEEDED");

        Cli.Result again = followup(database, run);
        assertThat(again.exit()).as(again.out() + again.err()).isZero();
        assertThat(again.out()).startsWith("Nothing is due.").doesNotContain("✓");

        Cli.Result early = followup(database, run, "--now");
        assertThat(early.exit()).as(early.out() + early.err()).isZero();
        assertThat(early.out()).contains("✓ Indexes are in use", "0 indexes, 3 orders at first");
    }

    @Test
    void aCheckThatFailsIsSaidEverywhere(TestDatabase database) throws Exception {
        String run = run(database, "3");
        sql(database, "DELETE FROM orders WHERE id = 1");
        Cli.Result made = followup(database, run, "--answers", answers.toString());
        assertThat(made.exit()).as(made.out() + made.err()).isEqualTo(1);
        assertThat(made.out()).contains("✗ As many as before", "✓ Users are content");
        assertThat(report(run)).contains("What failed", "As many as before", "A follow-up check has failed since");
    }

    @Test
    void nothingIsDueAfterARunThatFailed(TestDatabase database) throws Exception {
        sql(database, "CREATE TABLE orders (id int)");
        Cli.Result failed = Cli.withoutTarget().with("DATABASE_URL", database.url()).call("run", runbook.toString(),
                "--run-dir", folder.toString());
        assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(1);
        Cli.Result made = followup(database, only());
        assertThat(made.exit()).isEqualTo(2);
        assertThat(made.err()).contains("no follow-ups are due after");
    }

    @Test
    void anotherDatabaseIsRefused(TestDatabase database, TestDatabase other) throws Exception {
        String run = run(database, "2");
        Cli.Result made = followup(other, run, "--answers", answers.toString());
        assertThat(made.exit()).as(made.out() + made.err()).isEqualTo(2);
        assertThat(made.err()).contains("this is not the database that the run was made on");
    }

    private String run(TestDatabase database, String orders) throws Exception {
        sql(database, "CREATE TABLE orders AS SELECT generate_series(1, " + orders + ") AS id");
        Cli.Result run = Cli.withoutTarget().with("DATABASE_URL", database.url()).call("run", runbook.toString(),
                "--run-dir", folder.toString(), "--param", "expected=" + orders);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        return only();
    }

    private Cli.Result followup(TestDatabase database, String run, String... more) {
        List<String> arguments = Stream.concat(Stream.of("followup", run, "--run-dir", folder.toString()),
                Stream.of(more)).toList();
        return Cli.withoutTarget().with("DATABASE_URL", database.url()).call(arguments.toArray(String[]::new));
    }

    private String only() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow().getFileName().toString();
        }
    }

    private String report(String run) throws IOException {
        return Files.readString(folder.resolve("runs").resolve(run).resolve("report.md"));
    }

    private static void sql(TestDatabase database, String sql) throws Exception {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
