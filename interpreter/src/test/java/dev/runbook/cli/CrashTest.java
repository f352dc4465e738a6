package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed, again and again, and taken up until it is done: every effect is there exactly once, and the
/// report says what one of an undisturbed run says. `-Drunbook.test.kills=500` kills that often; a few are enough for
/// every day.
@RealPostgres
class CrashTest {
    private static final int KILLS = Integer.getInteger("runbook.test.kills", 4);
    private static final int MOST_IN_A_ROW = 5;
    /// More than an undisturbed run passes: some calls come to their end.
    private static final int MILESTONES = 160;
    private static final long SEED = Long.getLong("runbook.test.seed", 20261120);
    private static final String RUNBOOK = """
            runbook: crash
            title: Effects that must be there once
            params:
              tables: {type: list, default: "a,b"}
            steps:
              - id: made
                name: Make the table
                sql: CREATE TABLE effects (step text, n int)
                rollback: [{sql: DROP TABLE effects}]
              - name: Rows
                steps:
                  - id: first
                    name: The first row
                    sql: |
                      INSERT INTO effects VALUES ('first', 1);
                      SELECT count(*) FROM effects
                    expect: {value: 1}
                    verify: [{sql: SELECT count(*) FROM effects, expect: {value: 1}}]
                    rollback: [{sql: DELETE FROM effects WHERE step = 'first'}]
                  - id: each
                    name: A row for an item
                    for_each: ${{ params.tables }}
                    sql: INSERT INTO effects VALUES (:'item', :n)
                    vars: {item: "${{ item }}", n: "${{ steps.first.value }}"}
                    rollback:
                      - sql: DELETE FROM effects WHERE step = :'item'
                        vars: {item: "${{ item }}"}
              - id: own
                name: A transaction of its own
                sql: |
                  BEGIN;
                  INSERT INTO effects VALUES ('own', 2);
                  COMMIT;
                rollback: [{sql: DELETE FROM effects WHERE step = 'own'}]
              - id: file
                name: A file
                shell: echo done >> "$FILE"
                env: {FILE: "${{ run.directory }}/file"}
                done_when: {shell: "test -s \\"$FILE\\"", env: {FILE: "${{ run.directory }}/file"}}
                rollback:
                  - shell: rm -f "$FILE"
                    env: {FILE: "${{ run.directory }}/file"}
                    repeatable: true
              - id: sum
                name: Look
                sql: SELECT count(*) FROM effects
                expect: {value: 4}
                summary: ${{ value }} rows
            success:
              - name: Every row is there
                sql: SELECT count(DISTINCT step) FROM effects
                expect: {value: 4}
            """;

    @TempDir
    Path folder;

    @Test
    void anUndisturbedRunIsTheMeasure(TestDatabase database) throws Exception {
        assertThat(killed(database).call("run", written()).exit()).isZero();
        assertThat(rows(database)).isEqualTo(once());
    }

    @Test
    void killedAndResumedUntilItIsDone(TestDatabase database) throws Exception {
        String measure = measure(database);
        Random random = new Random(SEED);
        int kills = 0;
        while (kills < KILLS) {
            execute(database, "DROP TABLE IF EXISTS effects");
            kills += resumed(database, random);
            String journal = journal(killed(database).lastRun());
            assertThat(rows(database)).as(journal).isEqualTo(once());
            assertThat(Files.readAllLines(run(database).resolve("file"))).as(journal).hasSize(1);
            assertThat(steady(killed(database))).as(journal).isEqualTo(measure);
        }
    }

    @Test
    void killedAndRolledBackUntilNothingIsLeft(TestDatabase database) throws Exception {
        Random random = new Random(SEED);
        int kills = 0;
        while (kills < KILLS) {
            execute(database, "DROP TABLE IF EXISTS effects");
            Killed killed = killed(database);
            assertThat(killed.call("run", written()).exit()).isZero();
            kills += taken(random, killed, "rollback", "the run has ended: ROLLED BACK");
            String journal = journal(killed.lastRun());
            assertThat(tables(database)).as(journal).isZero();
            assertThat(run(database).resolve("file")).as(journal).doesNotExist();
        }
    }

    /// One run, killed and resumed until it is done.
    private int resumed(TestDatabase database, Random random) throws Exception {
        Killed killed = killed(database);
        String before = killed.lastRun();
        int kills = 0;
        while (true) {
            Cli.Result result = perhapsKilled(killed, random, kills, "run", written());
            String run = killed.lastRun();
            boolean begun = run != null && !run.equals(before) && journal(run).contains("run_started");
            if (result.exit() != Killed.EXIT) {
                assertThat(result.exit()).as(result.out() + result.err()).isZero();
                return kills;
            }
            kills++;
            if (begun) {
                return kills + taken(random, killed, "resume", "the run has ended: SUCCEEDED");
            }
            before = run;
        }
    }

    /// Takes the last run up, killed again and again, until that comes to its end.
    private int taken(Random random, Killed killed, String verb, String over) throws Exception {
        for (int kills = 0;; kills++) {
            String run = String.valueOf(killed.lastRun());
            Cli.Result result = perhapsKilled(killed, random, kills, verb, run);
            if (result.exit() == 2 && result.err().contains(over)) {
                return kills;
            }
            if (result.exit() != Killed.EXIT) {
                assertThat(result.exit()).as(result.out() + result.err() + journal(run)).isZero();
                return kills;
            }
        }
    }

    private static Cli.Result perhapsKilled(Killed killed, Random random, int kills, String... arguments) {
        if (kills >= MOST_IN_A_ROW) {
            return killed.call(arguments);
        }
        return random.nextInt(5) == 0
                ? killed.dyingAfter(300 + random.nextInt(1_500), arguments)
                : killed.dyingAt(1 + random.nextInt(MILESTONES), arguments);
    }

    private Path run(TestDatabase database) throws IOException {
        return folder.resolve("runs").resolve(String.valueOf(killed(database).lastRun()));
    }

    private String measure(TestDatabase database) throws Exception {
        Killed killed = killed(database);
        assertThat(killed.call("run", written()).exit()).isZero();
        return steady(killed);
    }

    private String steady(Killed killed) throws IOException {
        return Cli.withoutTarget().call("report", String.valueOf(killed.lastRun()), "--stable", "--run-dir",
                folder.toString()).out().replaceAll("(?m)^ *(?:taken up|commit): .*\n *\n", "");
    }

    private String journal(@Nullable String run) throws IOException {
        return run == null ? "" : Files.readString(folder.resolve("runs/" + run + "/journal.jsonl"));
    }

    private Killed killed(TestDatabase database) {
        return new Killed(folder, database.url());
    }

    private String written() throws IOException {
        return Files.writeString(folder.resolve("crash.yaml"), RUNBOOK).toString();
    }

    private static Map<String, Integer> once() {
        return new TreeMap<>(Map.of("first", 1, "a", 1, "b", 1, "own", 1));
    }

    private static Map<String, Integer> rows(TestDatabase database) throws SQLException {
        Map<String, Integer> rows = new TreeMap<>();
        try (var connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT step, count(*) FROM effects GROUP BY step")) {
            while (found.next()) {
                rows.put(found.getString(1), found.getInt(2));
            }
        }
        return rows;
    }

    private static int tables(TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM pg_class WHERE relname = 'effects'")) {
            found.next();
            return found.getInt(1);
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
