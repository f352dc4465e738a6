package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runbook.database.fence.Sentinel;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Refusal;
import dev.runbook.testing.PgBouncer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs where a PgBouncer is installed: its package is `pgbouncer` on Debian.
@EnabledIf("isInstalled")
class PoolerTest {
    private static final LocalServer SERVER = LocalServer.shared();

    static boolean isInstalled() {
        return PgBouncer.isInstalled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void aPoolerThatSharesSessionsIsRefused(String mode) throws IOException {
        try (PgBouncer pool = pool(mode)) {
            Refusal refusal = catchThrowableOfType(Refusal.class,
                    () -> Session.open(settings(pool), SessionOptions.named("x")));
            assertThat(refusal.problems().getFirst().title()).contains("a pooler that changes the server's session");
            assertThat(refusal.problems().getFirst().advice()).contains("a pool in session mode");
        }
    }

    @Test
    void inSessionModeThereIsOneOperatorAtATime() throws IOException {
        try (PgBouncer pool = pool("session");
                Sentinel first = held(pool);
                Session working = Session.open(settings(pool), SessionOptions.named("working"))) {
            assertThat(first.holds()).isTrue();
            assertThat(first.fence(working)).isTrue();
            assertThat(first.isFenced(working)).isTrue();
            assertThat(Sentinel.acquire(SERVER.settings(), "direct", Duration.ZERO))
                    .isInstanceOf(Sentinel.Acquisition.Busy.class);
            assertThat(Asking.cell(working, "SHOW client_connection_check_interval")).isEqualTo("1s");
        }
    }

    private static PgBouncer pool(String mode) throws IOException {
        return new PgBouncer(mode, "127.0.0.1", SERVER.port(), "postgres", "secret");
    }

    private static ConnectionSettings settings(PgBouncer pool) {
        return SERVER.settings("postgresql://postgres:secret@127.0.0.1:" + pool.port() + "/postgres");
    }

    private static Sentinel held(PgBouncer pool) {
        return ((Sentinel.Acquisition.Held) Sentinel.acquire(settings(pool), "pooled", Duration.ofSeconds(5)))
                .sentinel();
    }
}
