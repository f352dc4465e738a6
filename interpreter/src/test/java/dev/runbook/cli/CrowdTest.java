package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.Contention;
import dev.runbook.testing.LocalPostgres;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A step in a crowd: pgbench reads and writes its tables all the while.
@RealPostgres
@Timeout(300)
class CrowdTest {
    private static final Pattern FIRED = Pattern
            .compile("stopped by its guard: it made another session wait for (\\S+) \\(limit 1s\\)");
    /// How late the guard may be on a machine that has much else to do; on a quiet one it is within a second.
    private static final Duration LATE = Duration.ofSeconds(30);

    /// The guard's limit and two seconds are six looks; ten seconds too late would be twenty.
    private static final int MOST = 14;
    private static final String TOO_LONG = """
            SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'pgbench' AND wait_event_type = 'Lock'
              AND clock_timestamp() - query_start > interval '1 s'""";

    @TempDir
    private Path folder;

    @Test
    void theGuardLetsTheCrowdGoOnAndSaysWhoWasInTheWay(TestDatabase database) throws Exception {
        try (Contention others = new Contention(database)) {
            assertThat(bench(database, "-i", "-q").onExit().join().exitValue()).as(folder + "/pgbench.log").isZero();
            Connection forgotten = others.sits("forgotten", "BEGIN", "SELECT count(*) FROM pgbench_accounts");
            Process crowd = bench(database, "-c", "4", "-T", "600");
            try {
                others.awaitTrue("SELECT count(*) > 20 FROM pgbench_history");
                CompletableFuture<Told> run = begin(database, """
                        runbook: crowd
                        steps:
                          - name: Add a column
                            guard: {blocking: {longer_than: 1s}, every: 500ms}
                            sql: ALTER TABLE pgbench_accounts ADD COLUMN note text
                        """);
                others.awaitWaiting("pgbench", 1);
                int looks = looksAtThoseWhoWaitTooLong(others, run);
                Told told = run.join().exits(1);
                Matcher fired = FIRED.matcher(told.console());
                assertThat(fired.find()).as(told.console()).isTrue();
                assertThat(Duration.parse("PT" + fired.group(1).toUpperCase(Locale.ROOT)))
                        .isLessThan(LATE);
                assertThat(looks).as("looks that found somebody waiting for longer than the limit").isLessThan(MOST);
                assertThat(told.console()).contains("application forgotten), idle in transaction for",
                        "application pgbench)");
                assertThat(told.report()).contains("made wait", "pgbench");
                long before = Long.parseLong(Told.cell(forgotten, "SELECT count(*) FROM pgbench_history"));
                others.awaitTrue("SELECT count(*) > " + (before + 50) + " FROM pgbench_history");
                others.awaitTrue("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND mode ="
                        + " 'AccessExclusiveLock')");
                assertThat(crowd.isAlive()).isTrue();
            } finally {
                crowd.destroyForcibly();
            }
        }
    }

    /// Looks as often as the guard does: on a machine that has much else to do, both are late.
    private static int looksAtThoseWhoWaitTooLong(Contention others, CompletableFuture<Told> run) throws Exception {
        Connection witness = others.sits("witness");
        int looks = 0;
        while (!run.isDone()) {
            looks += "t".equals(Told.cell(witness, TOO_LONG)) ? 1 : 0;
            Thread.sleep(500);
        }
        return looks;
    }

    private Process bench(TestDatabase database, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LocalPostgres.program("pgbench"), "-n"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbench.log").toFile());
        builder.environment().putAll(Map.of("PGHOST", database.host(), "PGPORT",
                String.valueOf(database.port()), "PGUSER", database.user(), "PGPASSWORD", database.password(),
                "PGDATABASE", database.name()));
        return builder.start();
    }

    private CompletableFuture<Told> begin(TestDatabase database, String runbook) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Told.run(database, folder, runbook);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, task -> Thread.ofPlatform().start(task));
    }
}
