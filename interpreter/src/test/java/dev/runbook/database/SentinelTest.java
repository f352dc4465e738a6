package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.fence.CommitToken;
import dev.runbook.database.fence.Sentinel;
import dev.runbook.database.fence.Sentinel.Acquisition;
import dev.runbook.database.fence.Sentinel.Holder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SentinelTest {
    private static final LocalServer SERVER = LocalServer.shared();

    @Test
    void theSecondOperatorLearnsWhoHoldsTheDatabase() {
        try (Sentinel first = held("runbook 1234 partners-fk")) {
            assertThat(acquire("runbook 5678", Duration.ZERO)).isInstanceOfSatisfying(Acquisition.Busy.class, busy -> {
                Holder holder = busy.holders().getFirst();
                assertThat(holder.applicationName()).isEqualTo("runbook 1234 partners-fk");
                assertThat(holder.clientAddress()).isEqualTo("127.0.0.1");
                assertThat(holder.since()).isNotEmpty();
                assertThat(holder.state()).isEqualTo("idle");
            });
            assertThat(first.holds("runbook 1234 partners-fk/migrate")).isTrue();
            assertThat(((Acquisition.Busy) acquire("x", Duration.ZERO)).holders().getFirst().applicationName())
                    .isEqualTo("runbook 1234 partners-fk/migrate");
        }
    }

    @Test
    void theDatabaseIsFreeWhenTheSentinelIsGone() {
        held("one").close();
        held("two").close();
    }

    @Test
    void aSessionThatOutlivedItsSentinelHoldsUpTheNextRun() {
        Sentinel first = held("first");
        try (Session working = SERVER.session()) {
            assertThat(first.fence(working)).isTrue();
            assertThat(first.isFenced(working)).isTrue();
            first.close();
            assertThat(acquire("next", Duration.ofMillis(150))).isInstanceOfSatisfying(Acquisition.Leftovers.class,
                    left -> assertThat(left.holders()).extracting(Holder::pid).containsExactly(working.pid()));
        }
        held("next").close();
    }

    @Test
    void discardAllTakesASessionFromBehindTheFence() {
        try (Sentinel sentinel = held("one"); Session working = SERVER.session()) {
            sentinel.fence(working);
            working.execute("DISCARD ALL");
            assertThat(sentinel.isFenced(working)).isFalse();
            assertThat(Asking.rows(working, "SHOW application_name").getFirst()).containsExactly("test");
        }
    }

    @Test
    void aTerminatedSentinelNoLongerHolds() {
        try (Sentinel sentinel = held("one"); Session other = SERVER.session()) {
            assertThat(sentinel.holds()).isTrue();
            other.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1");
            assertThat(sentinel.holds()).isFalse();
        }
    }

    @Test
    void anIdleSentinelDoesNotHoldUpCreateIndexConcurrently() {
        try (Sentinel sentinel = held("one");
                Session working = SERVER.session("CREATE TABLE crowd (a int)", "SET statement_timeout = '5s'")) {
            sentinel.fence(working);
            assertThat(sentinel.holds()).isTrue();
            assertThat(working.execute("CREATE INDEX CONCURRENTLY ON crowd (a)").tag()).isEqualTo("CREATE INDEX");
            working.execute("DROP TABLE crowd");
        }
    }

    @Test
    void aPlainRoleCanStandGuardAndSayWhichServerItIs() {
        try (Session owner = SERVER.session("CREATE ROLE plain LOGIN PASSWORD 'p'");
                Sentinel sentinel = ((Acquisition.Held) Sentinel.acquire(
                        SERVER.settings("postgresql://plain:p@127.0.0.1:" + SERVER.port() + "/postgres"), "plain",
                        Duration.ZERO)).sentinel()) {
            assertThat(sentinel.identity().superuser()).isFalse();
            assertThat(sentinel.identity().systemIdentifier()).matches("\\d{15,}");
            assertThat(sentinel.identity().timeline()).isEqualTo(1);
            assertThat(sentinel.identity().versionNumber()).isGreaterThan(150_000);
            owner.execute("BEGIN");
            assertThat(CommitToken.prepare(owner, sentinel)).isInstanceOf(CommitToken.Preparation.Ready.class);
        } finally {
            SERVER.session("DROP ROLE plain").close();
        }
    }

    private static Sentinel held(String name) {
        return ((Acquisition.Held) acquire(name, Duration.ofSeconds(5))).sentinel();
    }

    private static Acquisition acquire(String name, Duration patience) {
        return Sentinel.acquire(SERVER.settings(), name, patience);
    }
}
