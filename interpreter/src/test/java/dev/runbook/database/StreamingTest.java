package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runbook.database.StatementResult.Failed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingTest {
    private final Session session = Session.open(LocalServer.shared().settings(),
            SessionOptions.named("test").keeping(3));

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aResultOfAnySizeIsSeenInFlatMemory() {
        AtomicLong sum = new AtomicLong();
        AtomicLong highest = new AtomicLong();
        StatementResult result = session.execute("SELECT g, repeat('x', 100) FROM generate_series(1, 600000) g",
                new StatementListener() {
                    @Override
                    public void row(List<@Nullable String> cells) {
                        if (sum.addAndGet(1) % 150_000 == 0) {
                            System.gc();
                            highest.accumulateAndGet(used(), Math::max);
                        }
                    }
                });
        assertThat(sum).hasValue(600_000);
        assertThat(Asking.answer(result).rows()).hasSize(3);
        assertThat(Asking.answer(result).count()).isEqualTo(600_000);
        assertThat(result.tag()).isEqualTo("SELECT 600000");
        assertThat(highest.get()).isLessThan(64_000_000);
    }

    @Test
    void aListenerThatFailsLeavesTheSessionInOrder() {
        assertThatThrownBy(() -> session.execute("SELECT generate_series(1, 1000)", new StatementListener() {
            @Override
            public void row(List<@Nullable String> cells) {
                throw new IllegalStateException("the disk is full");
            }
        })).hasMessage("the disk is full");
        assertThat(session.execute("SELECT 1").tag()).isEqualTo("SELECT 1");
    }

    @Test
    void copyGoesInAndOut() {
        session.execute("CREATE TEMP TABLE t (a int, b text)");
        assertThat(session.copyIn("COPY t FROM STDIN", bytes("1\tone\n2\t\\N\n"), StatementListener.NONE).tag())
                .isEqualTo("COPY 2");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(session.copyOut("COPY t TO STDOUT", out, StatementListener.NONE).tag()).isEqualTo("COPY 2");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1\tone\n2\t\\N\n");
    }

    @Test
    void aCopyThatTheServerRefusesIsData() {
        session.execute("CREATE TEMP TABLE t (a int)");
        assertThat(session.copyIn("COPY t FROM STDIN", bytes("x\n"), StatementListener.NONE)).isInstanceOfSatisfying(
                Failed.class,
                failed -> {
                    assertThat(failed.error().sqlState()).isEqualTo("22P02");
                    assertThat(failed.error().where()).contains("line 1");
                });
        assertThat(session.copyOut("COPY nowhere TO STDOUT", OutputStream.nullOutputStream(), StatementListener.NONE))
                .isInstanceOfSatisfying(Failed.class,
                        failed -> assertThat(failed.error().sqlState()).isEqualTo("42P01"));
        assertThat(session.execute("SELECT 1").tag()).isEqualTo("SELECT 1");
    }

    @Test
    void dataThatCannotBeReadEndsTheCopy() {
        session.execute("CREATE TEMP TABLE t (a int)");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThat(session.copyIn("COPY t FROM STDIN", broken, StatementListener.NONE)).isInstanceOf(Failed.class);
        assertThat(Asking.rows(session, "SELECT count(*) FROM t")).isEqualTo(List.of(List.of("0")));
    }

    @Test
    void aCopyWithoutItsStreamIsRefusedAndTheSessionGoesOn() {
        session.execute("CREATE TEMP TABLE t (a int)");
        assertThat(session.execute("COPY t FROM STDIN")).isInstanceOf(Failed.class);
        assertThat(session.execute("COPY t TO STDOUT")).isInstanceOf(Failed.class);
        assertThat(session.execute("SELECT 1").tag()).isEqualTo("SELECT 1");
    }

    @Test
    void aCellLargerThanAnyBufferArrivesWhole() {
        String cell = Asking.cell(session, "SELECT repeat('ä', 1000000)");
        assertThat(cell).isEqualTo("ä".repeat(1_000_000));
        assertThat(Asking.rows(session, "SELECT 'small'")).isEqualTo(List.of(List.of("small")));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
