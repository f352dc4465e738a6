package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.wire.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Session session = LocalServer.shared().session();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aQueryAnswersWithColumnsRowsAndTag() {
        StatementResult result = session.execute("SELECT 1 AS one, NULL AS nothing, 'x'::text AS letter");
        assertThat(result).isInstanceOf(StatementResult.Completed.class);
        assertThat(result.tag()).isEqualTo("SELECT 1");
        assertThat(Asking.answer(result).columns()).extracting("name").containsExactly("one", "nothing", "letter");
        assertThat(Asking.answer(result).columns()).extracting("typeName").containsExactly("int4", "text", "text");
        assertThat(Asking.answer(result).rows()).containsExactly(java.util.Arrays.asList("1", null, "x"));
    }

    @Test
    void aRefusedStatementIsData() {
        StatementResult result = session.execute("SELECT nowhere FROM pg_class");
        assertThat(result).isInstanceOfSatisfying(StatementResult.Failed.class, failed -> {
            assertThat(failed.error().sqlState()).isEqualTo("42703");
            assertThat(failed.error().position()).isEqualTo(8);
        });
        assertThat(session.transactionState()).isEqualTo(TransactionState.IDLE);
    }

    @Test
    void commitOfAFailedTransactionAnswersRollback() {
        session.execute("BEGIN");
        assertThat(session.transactionState()).isEqualTo(TransactionState.OPEN);
        session.execute("SELECT 1/0");
        assertThat(session.transactionState()).isEqualTo(TransactionState.FAILED);
        assertThat(session.commit("commit", StatementListener.NONE).tag()).isEqualTo("ROLLBACK");
    }

    @Test
    void noticesComeInOrderWhileTheStatementRuns() {
        List<String> seen = new ArrayList<>();
        session.execute("DO $$ BEGIN RAISE NOTICE 'a'; RAISE WARNING 'b' USING hint = 'h'; END $$",
                new StatementListener() {
                    @Override
                    public void notice(ServerMessage notice) {
                        seen.add(notice.level() + " " + notice.message() + " " + notice.hint());
                    }
                });
        assertThat(seen).containsExactly("NOTICE a null", "WARNING b h");
    }

    @Test
    void theSessionHasTheServersOwnSettings() {
        assertThat(Asking.rows(session, "SHOW extra_float_digits")).isEqualTo(List.of(List.of("1")));
        assertThat(Asking.rows(session, "SELECT source FROM pg_settings WHERE name IN ('TimeZone','DateStyle')"))
                .isEqualTo(List.of(List.of("configuration file"), List.of("configuration file")));
        session.execute("SET DateStyle = 'German'");
        assertThat(Asking.rows(session, "SELECT date '2026-11-20'")).isEqualTo(List.of(List.of("20.11.2026")));
        assertThat(session.parameter("DateStyle")).isEqualTo("German, DMY");
    }
}
