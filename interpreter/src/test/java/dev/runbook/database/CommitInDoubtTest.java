package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.fence.CommitToken;
import dev.runbook.database.fence.CommitToken.Fate;
import dev.runbook.database.fence.CommitToken.Preparation;
import dev.runbook.database.fence.Sentinel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitInDoubtTest {

    @Test
    void theServerTellsCommittedFromAbortedFromStillAtWork() {
        LocalServer server = LocalServer.shared();
        try (Sentinel sentinel = sentinel(server);
                Session session = server.session("CREATE TABLE IF NOT EXISTS doubt (a int)")) {
            CommitToken committed = begun(session, sentinel);
            assertThat(fate(committed, server)).isEqualTo(Fate.IN_PROGRESS);
            session.commit("COMMIT", StatementListener.NONE);
            CommitToken aborted = begun(session, sentinel);
            session.execute("ROLLBACK");
            assertThat(fate(committed, server)).isEqualTo(Fate.COMMITTED);
            assertThat(fate(aborted, server)).isEqualTo(Fate.ABORTED);
        }
    }

    @Test
    void aPreparedTransactionIsInProgressAndSaysSo() {
        LocalServer server = LocalServer.shared();
        try (Sentinel sentinel = sentinel(server);
                Session session = server.session("CREATE TABLE IF NOT EXISTS doubt (a int)")) {
            CommitToken token = begun(session, sentinel);
            session.execute("PREPARE TRANSACTION 'mine'");
            assertThat(token.resolve(session).fate()).isEqualTo(Fate.IN_PROGRESS);
            assertThat(token.resolve(session).reason()).contains("prepared");
            session.commit("ROLLBACK PREPARED 'mine'", StatementListener.NONE);
            assertThat(token.resolve(session).fate()).isEqualTo(Fate.ABORTED);
        }
    }

    @Test
    void anAsynchronousCommitIsMadeSynchronous() {
        LocalServer server = LocalServer.shared();
        try (Sentinel sentinel = sentinel(server); Session session = server.session("SET synchronous_commit = off")) {
            begun(session, sentinel);
            assertThat(Asking.rows(session, "SHOW synchronous_commit").getFirst()).containsExactly("on");
        }
    }

    /// Without the sentinel's flushed record a stranger could get the number of a transaction that the crash lost.
    @Test
    void afterACrashNoStrangerHasTheNumber() {
        try (LocalServer server = LocalServer.start("fsync=off", "wal_writer_delay=10s")) {
            CommitToken token;
            try (Sentinel sentinel = sentinel(server); Session session = server.session("CREATE TABLE doubt (a int)")) {
                token = begun(session, sentinel);
                server.stop("immediate");
            }
            server.begin();
            try (Session stranger = server.session()) {
                assertThat(token.resolve(stranger).fate()).isEqualTo(Fate.ABORTED);
                stranger.execute("BEGIN");
                String number = Asking.cell(stranger, "SELECT pg_current_xact_id()");
                stranger.execute("COMMIT");
                assertThat(Long.parseLong(String.valueOf(number))).isGreaterThan(Long.parseLong(token.transaction()));
                assertThat(token.resolve(stranger).fate()).isEqualTo(Fate.ABORTED);
            }
        }
    }

    @Test
    void aCommitBeforeTheCrashIsFoundAfterIt() {
        try (LocalServer server = LocalServer.start("fsync=off")) {
            CommitToken token;
            try (Sentinel sentinel = sentinel(server); Session session = server.session("CREATE TABLE doubt (a int)")) {
                token = begun(session, sentinel);
                session.commit("COMMIT", StatementListener.NONE);
                server.stop("immediate");
                assertThat(session.execute("SELECT 1")).isInstanceOf(StatementResult.Lost.class);
                assertThat(sentinel.holds()).isFalse();
            }
            server.begin();
            assertThat(fate(token, server)).isEqualTo(Fate.COMMITTED);
        }
    }

    @Test
    void aStandbyNeedsNoTokenAndAPromotedOneKnowsNothing() {
        try (LocalServer primary = LocalServer.start("fsync=off"); LocalServer standby = primary.standby()) {
            CommitToken token;
            try (Sentinel sentinel = sentinel(primary);
                    Session session = primary.session("CREATE TABLE doubt (a int)")) {
                token = begun(session, sentinel);
                session.commit("COMMIT", StatementListener.NONE);
            }
            try (Sentinel sentinel = sentinel(standby); Session session = standby.session("BEGIN")) {
                assertThat(sentinel.identity().inRecovery()).isTrue();
                assertThat(CommitToken.prepare(session, sentinel)).isInstanceOf(Preparation.Needless.class);
                session.execute("ROLLBACK");
                assertThat(token.resolve(session).reason()).contains("another address");
                standby.promote();
                assertThat(token.resolve(session).fate()).isEqualTo(Fate.UNKNOWN);
                assertThat(token.resolve(session).reason()).contains("another timeline: 2, not 1");
            }
        }
    }

    @Test
    void twoServersBehindOneAddressGetNoToken() {
        try (LocalServer other = LocalServer.start("fsync=off");
                Sentinel sentinel = sentinel(LocalServer.shared());
                Session session = other.session("BEGIN")) {
            assertThat(CommitToken.prepare(session, sentinel)).isInstanceOf(Preparation.Impossible.class);
        }
    }

    private static CommitToken begun(Session session, Sentinel sentinel) {
        session.execute("BEGIN");
        session.execute("INSERT INTO doubt VALUES (1)");
        return ((Preparation.Ready) CommitToken.prepare(session, sentinel)).token();
    }

    private static Fate fate(CommitToken token, LocalServer server) {
        try (Session session = server.session()) {
            return token.resolve(session).fate();
        }
    }

    private static Sentinel sentinel(LocalServer server) {
        return ((Sentinel.Acquisition.Held) Sentinel.acquire(server.settings(), "test", Duration.ofSeconds(5)))
                .sentinel();
    }
}
