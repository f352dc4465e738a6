package dev.runbook.sql.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.sql.Script;
import dev.runbook.sql.effect.TransactionAdvice.Ask;
import dev.runbook.sql.effect.TransactionAdvice.ControlsItsOwn;
import dev.runbook.sql.effect.TransactionAdvice.EachItsOwn;
import dev.runbook.sql.effect.TransactionAdvice.OneTransaction;
import dev.runbook.sql.effect.TransactionAdvice.OnlyReads;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `transaction: auto` comes to.
class TransactionAdviceTest {

    private static TransactionAdvice advice(String sql) {
        Script script = Script.read(Passage.of(new Source("x.sql", sql)), null, Path.of("/"), file -> {
            throw new NoSuchFileException(file.toString());
        });
        assertThat(script.problems()).filteredOn(problem -> problem.isError()).isEmpty();
        return TransactionAdvice.of(script);
    }

    private static void assertAsks(String sql, int line, String why) {
        assertThat(advice(sql)).isInstanceOfSatisfying(Ask.class, ask -> {
            assertThat(ask.reasons()).hasSize(1);
            assertThat(ask.reasons().getFirst().why()).contains(why);
            assertThat(ask.reasons().getFirst().place().position().line()).isEqualTo(line);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1;", "SELECT count(*) FROM t WHERE a IN (SELECT b FROM u) AND lower(c) = 'x';",
            "WITH x (a) AS (SELECT 1) SELECT max(a)::int FROM x;", "SHOW work_mem; VALUES (1);", "TABLE t;",
            "EXPLAIN UPDATE t SET a = 1;", "SELECT pg_catalog.pg_size_pretty(1);", "/* nothing */", "",
            "SELECT ceil(count(*) / 5::numeric) FROM partners WHERE category_id IS NULL", "SELECT a[1:2] FROM t;"})
    void whatOnlyReadsNeedsNone(String sql) {
        assertThat(advice(sql)).isInstanceOf(OnlyReads.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT my_function(1);", "SELECT public.lower('X');", "SELECT \"lower\"('X');",
            "SELECT * FROM t FOR UPDATE;", "SELECT * FROM t FOR SHARE;", "SELECT 1 INTO x;", "SELECT nextval('s');",
            "WITH x AS (DELETE FROM t RETURNING a) SELECT * FROM x;", "EXPLAIN ANALYZE SELECT 1;",
            "SELECT setval('s', 1);", "SELECT :x;", "SELECT * FROM f();", "SELECT set_config('a', 'b', false);"})
    void whatMayWriteIsNotTakenForReading(String sql) {
        assertThat(advice(sql)).isInstanceOf(OneTransaction.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE t (a int); CREATE INDEX ON t (a); INSERT INTO t SELECT 1 FROM u;",
            "ALTER TABLE t ADD COLUMN a int; INSERT INTO revisions VALUES (1);",
            "UPDATE t SET a = 1; ALTER TABLE t ALTER a SET NOT NULL;",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END;", "COPY t FROM STDIN;\n1\n\\.\n",
            "DO $$ BEGIN PERFORM 1; END $$;", "ALTER TYPE mood ADD VALUE 'glad';"})
    void whatIsKnownToBeSafeGetsOne(String sql) {
        assertThat(advice(sql)).isInstanceOf(OneTransaction.class);
    }

    @Test
    void whatTheServerRefusesInATransactionGetsNone() {
        assertThat(advice("SELECT 1;\nCREATE INDEX CONCURRENTLY i ON t (a);\nVACUUM t;"))
                .isInstanceOfSatisfying(EachItsOwn.class, own -> {
                    assertThat(own.reasons()).hasSize(2);
                    assertThat(own.reasons().getFirst().place().position()).hasToString("2:1");
                });
    }

    @Test
    void whatTheServerRefusesInATransactionIsAskedBesideOtherChanges() {
        assertAsks("SET work_mem = '1GB';\nCREATE INDEX CONCURRENTLY i ON t (a);\nUPDATE t SET a = 1;", 2,
                "can't run in a transaction block");
        assertAsks("CREATE TABLE t (a int);\nVACUUM t;", 2, "stay when a later one fails");
        assertAsks("DISCARD ALL;\nCALL p();", 1, "DISCARD ALL");
        assertThat(advice("SET work_mem = '1GB';\nCREATE INDEX CONCURRENTLY i ON t (a);\nSELECT 1;\n"
                + "DROP INDEX CONCURRENTLY i;")).isInstanceOf(EachItsOwn.class);
    }

    @Test
    void whatNobodyCanKnowIsAsked() {
        assertAsks("SELECT f();\nCALL p();", 2, "may COMMIT");
        assertAsks("DO $$ BEGIN COMMIT; END $$;", 1, "may COMMIT");
        assertAsks("REINDEX TABLE t;", 1, "partitioned");
        assertAsks("SELECT 'x'\n\\gexec", 1, "only known when it runs");
        assertAsks("ALTER TYPE mood ADD VALUE 'glad';\nUPDATE t SET m = 'glad';", 1, "before the COMMIT");
        assertAsks("SELECT 1 \\; CALL p();", 1, "may COMMIT");
        assertAsks("\\set x 'CALL p()'\n:x;", 2, "none of PostgreSQL's commands");
    }

    @Test
    void theSafetyOfAnOnlineMigrationIsNotTakenAway() {
        assertAsks("ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES u (a) NOT VALID;\n"
                + "ALTER TABLE t VALIDATE CONSTRAINT k;", 2, "NOT VALID and VALIDATE");
        assertAsks("ALTER TABLE t ADD COLUMN a int;\nUPDATE t SET a = 1;", 2, "line 1");
        assertAsks("LOCK TABLE t;\nSELECT 1;\nCREATE INDEX i ON u (a);", 3, "line 1");
    }

    @Test
    void aFileOfItsOwnTransactionsIsLeftToIt() {
        assertThat(advice("BEGIN;\nSELECT f();\nCOMMIT;\nSELECT g();\nBEGIN;\nUPDATE t SET a = 1;\nCOMMIT;\nSHOW x;"))
                .isInstanceOfSatisfying(ControlsItsOwn.class, own -> {
                    assertThat(own.lastCommit()).hasToString("x.sql:7:1");
                    assertThat(own.open()).isNull();
                    assertThat(own.outside()).isNull();
                });
    }

    @Test
    void whatAnOwnTransactionLeavesOpenOrOutsideIsSeen() {
        assertThat(advice("BEGIN;\nUPDATE t SET a = 1;\nCOMMIT AND CHAIN;\n")).isInstanceOfSatisfying(
                ControlsItsOwn.class, own -> assertThat(own.open()).isNotNull());
        assertThat(advice("BEGIN;\nUPDATE t SET a = 1;\nCOMMIT;\nUPDATE t SET a = 2;")).isInstanceOfSatisfying(
                ControlsItsOwn.class, own -> assertThat(own.outside()).isNotNull());
        assertThat(advice("BEGIN;\nUPDATE t SET a = 1;\nROLLBACK;")).isInstanceOfSatisfying(ControlsItsOwn.class,
                own -> assertThat(own.lastCommit()).isNull());
    }

    @Test
    void locksAreSeen() {
        assertThat(Effect.of("ALTER TABLE t ADD COLUMN a int").lock()).isEqualTo(Effect.Lock.ACCESS_EXCLUSIVE);
        assertThat(Effect.of("ALTER TABLE t VALIDATE CONSTRAINT k").lock()).isEqualTo(Effect.Lock.LIGHT);
        assertThat(Effect.of("ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES u").lock())
                .isEqualTo(Effect.Lock.BLOCKS_WRITES);
        assertThat(Effect.of("CREATE INDEX i ON t (a)").lock()).isEqualTo(Effect.Lock.BLOCKS_WRITES);
        assertThat(Effect.of("CREATE INDEX CONCURRENTLY i ON t (a)").lock()).isEqualTo(Effect.Lock.LIGHT);
    }
}
