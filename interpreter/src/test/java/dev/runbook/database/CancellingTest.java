package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.StatementResult.Completed;
import dev.runbook.database.StatementResult.Failed;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class CancellingTest {
    private static final LocalServer SERVER = LocalServer.shared();

    @Test
    void aRunningStatementIsStoppedFromAnotherThread() throws InterruptedException {
        try (Session session = SERVER.session()) {
            CountDownLatch started = new CountDownLatch(1);
            Thread canceller = Thread.ofPlatform().start(() -> {
                await(started);
                session.cancel();
            });
            StatementResult result = session.execute("DO $$ BEGIN RAISE NOTICE 'at work'; PERFORM pg_sleep(30); END $$",
                    new StatementListener() {
                        @Override
                        public void notice(dev.runbook.database.wire.ServerMessage notice) {
                            started.countDown();
                        }
                    });
            canceller.join();
            assertThat(result).isInstanceOfSatisfying(Failed.class,
                    f -> assertThat(f.error().sqlState()).isEqualTo("57014"));
        }
    }

    /// Six hundred statements that end by themselves about when they are cancelled; none that follows may be hit.
    @Test
    void aCancelNeverHitsTheNextStatement() throws InterruptedException {
        try (Session session = SERVER.session()) {
            AtomicBoolean done = new AtomicBoolean();
            Thread canceller = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    session.cancel();
                }
            });
            int hit = 0;
            for (int i = 0; i < 600; i++) {
                session.execute("SELECT pg_sleep(0.0005)");
                hit += session.commit("SELECT count(*) FROM pg_class", StatementListener.NONE) instanceof Completed
                        ? 0
                        : 1;
            }
            done.set(true);
            canceller.join();
            assertThat(hit).isZero();
        }
    }

    /// Whoever means a certain statement may ask as late as he likes: only that one can be hit.
    @Test
    void aCancelThatMeansOneStatementHitsNoOther() throws InterruptedException {
        try (Session session = SERVER.session()) {
            AtomicLong meant = new AtomicLong();
            AtomicBoolean done = new AtomicBoolean();
            Thread canceller = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    session.cancel(meant.get());
                }
            });
            int hit = 0;
            int others = 0;
            for (int i = 0; i < 600; i++) {
                session.execute("DO $$ BEGIN RAISE NOTICE 'at work'; PERFORM pg_sleep(0.0005); END $$",
                        new StatementListener() {
                            @Override
                            public void notice(dev.runbook.database.wire.ServerMessage notice) {
                                meant.set(session.statement());
                            }
                        });
                hit += session.execute("SELECT count(*) FROM pg_class") instanceof Completed ? 0 : 1;
                others += session.statement() == 0 ? 0 : 1;
            }
            done.set(true);
            canceller.join();
            assertThat(hit).isZero();
            assertThat(others).isZero();
            assertThat(session.cancel(0)).isFalse();
        }
    }

    @Test
    void nothingIsCancelledWhenNothingRunsOrWhileCommitting() {
        try (Session session = SERVER.session()) {
            assertThat(session.cancel()).isFalse();
            AtomicBoolean sent = new AtomicBoolean(true);
            session.commit("DO $$ BEGIN RAISE NOTICE 'now'; END $$", new StatementListener() {
                @Override
                public void notice(dev.runbook.database.wire.ServerMessage notice) {
                    sent.set(session.cancel());
                }
            });
            assertThat(sent).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
