package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.PgBouncer;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A run through a pooler.
@RealPostgres
@EnabledIf("isInstalled")
class PoolTest {
    @TempDir
    Path folder;

    static boolean isInstalled() {
        return PgBouncer.isInstalled();
    }

    @Test
    void inTransactionModeItIsRefusedWithTheReasonAndTouchesNothing(TestDatabase database) throws IOException {
        Cli.Result result = run("transaction", database);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(2);
        assertThat(result.err()).contains("is a pooler that changes the server's session between transactions",
                "Connect to the server itself, or to a pool in session mode");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void inSessionModeItWorks(TestDatabase database) throws IOException {
        Cli.Result result = run("session", database);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    private Cli.Result run(String mode, TestDatabase database) throws IOException {
        try (PgBouncer pool = new PgBouncer(mode, database.host(), database.port(), database.user(),
                database.password())) {
            Path file = Files.writeString(folder.resolve("pooled.yaml"), """
                    runbook: pooled
                    title: Through a pooler
                    steps:
                      - name: Make a table
                        sql: CREATE TABLE made (id int)
                      - name: It is a session of its own
                        sql: SET search_path = ''
                      - name: It lasts
                        sql: SHOW search_path
                        expect: {value: '""'}
                    """);
            return Cli.withoutTarget().call("run", file.toString(), "--target", "postgresql://" + database.user() + ":"
                    + database.password() + "@127.0.0.1:" + pool.port() + "/" + database.name(), "--run-dir",
                    folder.toString());
        }
    }
}
