package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another way out is taken when the run is over.
@RealPostgres
class RecoverTest {
    private static final String RUNBOOK = """
            runbook: recovers
            title: It can be recovered from
            params:
              table: {default: orders}
            steps:
              - id: keep
                name: Keep a copy
                sql: CREATE TABLE kept AS SELECT * FROM orders
                rollback:
                  - name: Drop the copy
                    sql: DROP TABLE kept
              - id: spoil
                name: Spoil them
                sql: DELETE FROM orders
                rollback:
                  - name: An undo that would fail
                    sql: SELECT 1 / 0
              - name: Fail
                shell: exit 1
            recovery:
              restore:
                title: Take them from the copy
                steps:
                  - name: Copy them back
                    shell: test -e ready && psql -qc "INSERT INTO $ORDERS SELECT * FROM kept"
                    env: {ORDERS: "${{ params.table }}"}
            on_failure: stop
            """;

    @TempDir
    Path folder;

    @Test
    void itIsTakenFromTheJournalAndTheUndosAreNotNeededAnyMore(TestDatabase database) throws Exception {
        query(database, "CREATE TABLE orders AS SELECT generate_series(1, 3) AS id");
        Path file = Files.writeString(folder.resolve("recovers.yaml"), RUNBOOK);
        assertThat(call("run", file.toString(), "--target", database.url()).exit()).isEqualTo(3);
        assertThat(query(database, "SELECT count(*) FROM orders")).isEqualTo("0");
        Cli.Result unknown = call("recover", lastRun(), "restroe", "--target", database.url());
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("has no recovery \"restroe\"", "Did you mean \"restore\"");
        Cli.Result failed = call("recover", lastRun(), "restore", "--target", database.url());
        assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(3);
        Files.createFile(folder.resolve("ready"));
        Cli.Result doubted = call("recover", lastRun(), "restore", "--target", database.url());
        assertThat(doubted.exit()).as(doubted.out() + doubted.err()).isEqualTo(3);
        assertThat(doubted.out()).contains("--resolve recovery.restore.copy-them-back=done, or not-done");
        Cli.Result recovered = call("recover", lastRun(), "restore", "--target", database.url(), "--resolve",
                "recovery.restore.copy-them-back=not-done");
        assertThat(recovered.exit()).as(recovered.out() + recovered.err()).isZero();
        assertThat(recovered.out()).contains("Decided: restore", "RECOVERED");
        assertThat(query(database, "SELECT count(*) FROM orders")).isEqualTo("3");
        assertThat(call("runs").out()).contains("RECOVERED").doesNotContain("possible:");
        assertThat(call("rollback", lastRun(), "--target", database.url()).exit()).isEqualTo(2);
    }

    private Cli.Result call(String... arguments) {
        return Cli.withoutTarget().call(
                Stream.concat(Stream.of(arguments), Stream.of("--run-dir", folder.toString())).toArray(String[]::new));
    }

    private String lastRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow().getFileName().toString();
        }
    }

    private static String query(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet result = statement.getResultSet();
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }
}
