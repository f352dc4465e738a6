package dev.runbook.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.StatementResult;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.Surroundings;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The catalogs of a real server are asked what became of real statements: some done, some never sent, some given up in
/// the middle because of a lock that another transaction holds.
@RealPostgres
class PrecautionTest {
    private final TestDatabase database;
    private final Session session;

    PrecautionTest(TestDatabase database) {
        this.database = database;
        this.session = open(Path.of("nowhere"));
    }

    @BeforeEach
    void tables() {
        run("CREATE TABLE t (a int, b int); INSERT INTO t SELECT g, g FROM generate_series(1, 100) g");
        run("CREATE INDEX ix ON t (a)");
        run("CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9)");
        run("CREATE TYPE mood AS ENUM ('good')");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void anIndexThatWasBuiltIsDoneAndOneThatWasNeverSentIsNot() {
        assertThat(after("CREATE INDEX CONCURRENTLY new ON t (b)")).isInstanceOf(Fate.Done.class);
        assertThat(unsent("CREATE INDEX CONCURRENTLY other ON t (b)")).isInstanceOf(Fate.NotDone.class);
        assertThat(after("CREATE INDEX ON public.t (b)")).isInstanceOf(Fate.Done.class);
        assertThat(unsent("CREATE INDEX ON t (b)")).isInstanceOf(Fate.NotDone.class);
        assertThat(after("CREATE UNIQUE INDEX \"Odd \"\"name\" ON ONLY t USING btree (b)"))
                .isInstanceOf(Fate.Done.class);
    }

    @Test
    void anIndexThatWasThereBeforeProvesNothing() {
        assertThat(after("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON t (a)"))
                .isEqualTo(new Fate.NotDone("ix was there before it"));
    }

    @Test
    void anIndexHalfBuiltIsTakenAwayByItsName() throws SQLException {
        Fate fate = givenUp("CREATE INDEX CONCURRENTLY new ON t (b)", "t");
        assertThat(fate).isInstanceOfSatisfying(Fate.Half.class, half -> {
            assertThat(half.mend()).containsExactly("DROP INDEX CONCURRENTLY \"public\".\"new\"");
            assertThat(half.whole()).isFalse();
            half.mend().forEach(this::run);
        });
        assertThat(after("CREATE INDEX CONCURRENTLY new ON t (b)")).isInstanceOf(Fate.Done.class);
    }

    @Test
    void anIndexThatWasInvalidBeforeIsToldApart() throws SQLException {
        givenUp("CREATE INDEX CONCURRENTLY theirs ON t (b)", "t");
        Precaution again = Precaution.before("CREATE INDEX CONCURRENTLY IF NOT EXISTS theirs ON t (b)", session);
        assertThat(again.passedOver()).isEqualTo("public.theirs");
        assertThat(again.fate(session, false)).isInstanceOf(Fate.NotDone.class);
        assertThat(givenUp("CREATE INDEX CONCURRENTLY ours ON t (b)", "t")).isInstanceOfSatisfying(Fate.Half.class,
                half -> assertThat(half.mend()).containsExactly("DROP INDEX CONCURRENTLY \"public\".\"ours\""));
        assertThat(unsent("REINDEX TABLE CONCURRENTLY t")).isInstanceOf(Fate.NotDone.class);
    }

    @Test
    void aReindexLeavesItsNewIndexOrTheOldOne() throws SQLException {
        assertThat(after("REINDEX INDEX CONCURRENTLY ix")).isInstanceOf(Fate.Done.class);
        assertThat(after("REINDEX INDEX ix")).isInstanceOf(Fate.Done.class);
        assertThat(after("REINDEX (CONCURRENTLY) TABLE t")).isInstanceOf(Fate.Done.class);
        assertThat(unsent("REINDEX TABLE t")).isInstanceOf(Fate.NotDone.class);
        Fate fate = givenUp("REINDEX INDEX CONCURRENTLY ix", "t");
        assertThat(fate).isInstanceOfSatisfying(Fate.Half.class, half -> {
            assertThat(half.mend()).containsExactly("DROP INDEX CONCURRENTLY \"public\".\"ix_ccnew\"");
            assertThat(half.whole()).isFalse();
            half.mend().forEach(this::run);
        });
        Precaution swapped = Precaution.before("REINDEX INDEX CONCURRENTLY ix", session);
        run("ALTER INDEX ix RENAME TO ix_ccold");
        run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_ccold'::regclass");
        run("CREATE INDEX ix ON t (a)");
        assertThat(swapped.fate(session, false)).isInstanceOfSatisfying(Fate.Half.class, half -> {
            assertThat(half.mend()).containsExactly("DROP INDEX CONCURRENTLY \"public\".\"ix_ccold\"");
            assertThat(half.whole()).isTrue();
        });
    }

    @Test
    void aReindexOfTheWholeDatabaseCanBeDoneAgainWhenItsLeftoversAreGone() throws SQLException {
        String reindex = "REINDEX SCHEMA CONCURRENTLY public";
        assertThat(unsent(reindex)).isInstanceOf(Fate.Again.class);
        assertThat(givenUp(reindex, "t")).isInstanceOfSatisfying(Fate.Half.class,
                half -> assertThat(half.mend()).containsExactly("DROP INDEX CONCURRENTLY \"public\".\"ix_ccnew\""));
    }

    @Test
    void anIndexHalfDroppedIsInvalidNow() throws SQLException {
        assertThat(unsent("DROP INDEX CONCURRENTLY ix")).isInstanceOf(Fate.NotDone.class);
        assertThat(givenUp("DROP INDEX CONCURRENTLY ix", "t")).isEqualTo(new Fate.Half(List.of(), false,
                "public.ix is invalid, and was valid before it"));
        assertThat(after("DROP INDEX CONCURRENTLY IF EXISTS public.ix")).isInstanceOf(Fate.Done.class);
        assertThat(after("DROP INDEX CONCURRENTLY IF EXISTS ix")).isInstanceOf(Fate.NotDone.class);
    }

    @Test
    void aDetachmentIsBroughtToItsEnd() throws SQLException {
        String detach = "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY";
        assertThat(unsent(detach)).isInstanceOf(Fate.NotDone.class);
        assertThat(givenUp(detach, "p")).isInstanceOfSatisfying(Fate.Half.class, half -> {
            assertThat(half.mend()).containsExactly("ALTER TABLE public.p DETACH PARTITION \"public\".\"p1\" FINALIZE");
            assertThat(half.whole()).isTrue();
            half.mend().forEach(this::run);
        });
        run("ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (0) TO (9)");
        assertThat(after(detach)).isInstanceOf(Fate.Done.class);
    }

    @Test
    void constraintsAreLookedUp() {
        assertThat(after("ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID"))
                .isInstanceOf(Fate.Done.class);
        assertThat(unsent("ALTER TABLE t ADD CONSTRAINT other CHECK (a > 0) NOT VALID"))
                .isInstanceOf(Fate.NotDone.class);
        assertThat(unsent("ALTER TABLE t VALIDATE CONSTRAINT positive")).isInstanceOf(Fate.NotDone.class);
        assertThat(after("ALTER TABLE t VALIDATE CONSTRAINT positive")).isInstanceOf(Fate.Done.class);
        assertThat(after("ALTER TABLE t DROP CONSTRAINT positive")).isInstanceOf(Fate.Done.class);
    }

    @Test
    void whatElseTheCatalogsTell() {
        assertThat(after("ALTER TYPE mood ADD VALUE 'don''t know'")).isInstanceOf(Fate.Done.class);
        assertThat(unsent("ALTER TYPE mood ADD VALUE 'bad'")).isInstanceOf(Fate.NotDone.class);
        assertThat(after("ALTER TABLE t ADD COLUMN c int, ADD COLUMN d int")).isInstanceOf(Fate.Done.class);
        assertThat(after("ALTER TABLE t DROP COLUMN c")).isInstanceOf(Fate.Done.class);
        assertThat(unsent("ALTER TABLE t ADD COLUMN IF NOT EXISTS e int")).isInstanceOf(Fate.NotDone.class);
        assertThat(after("CREATE TABLE fresh (a int)")).isInstanceOf(Fate.Done.class);
        assertThat(unsent("CREATE TABLE IF NOT EXISTS fresher (a int)")).isInstanceOf(Fate.NotDone.class);
        assertThat(after("DROP TABLE fresh")).isInstanceOf(Fate.Done.class);
        assertThat(unsent("DROP TABLE t")).isInstanceOf(Fate.NotDone.class);
        assertThat(unsent("CREATE DATABASE " + database.name() + "_more")).isInstanceOf(Fate.NotDone.class);
        assertThat(after("CREATE DATABASE " + database.name() + "_more")).isInstanceOf(Fate.Done.class);
        assertThat(after("DROP DATABASE " + database.name() + "_more")).isInstanceOf(Fate.Done.class);
        assertThat(unsent("VACUUM t")).isInstanceOf(Fate.Again.class);
    }

    @Test
    void whatTheyDoNotTellIsNotKnown() {
        assertThat(after("INSERT INTO t VALUES (0, 0)")).isInstanceOf(Fate.Unknown.class);
        assertThat(unsent("DO $$ BEGIN END $$")).isInstanceOf(Fate.Unknown.class);
        assertThat(Precaution.before("DO $$ BEGIN END $$", session).fate(session, true))
                .isInstanceOf(Fate.Unknown.class);
        assertThat(Precaution.before("INSERT INTO t VALUES (0, 0)", session).fate(session, true))
                .isInstanceOf(Fate.NotDone.class);
        assertThat(Precaution.before("CREATE TEMP TABLE x (a int)", session).inSession()).isTrue();
    }

    @Test
    void theSearchPathOfThenIsWhatCounts() {
        run("CREATE SCHEMA s; CREATE TABLE s.t (a int)");
        run("SET search_path = s");
        Precaution there = written(Precaution.before("CREATE INDEX CONCURRENTLY new ON t (a)", session));
        run("RESET search_path");
        run("CREATE INDEX new ON public.t (a)");
        assertThat(there.fate(session, false)).isInstanceOf(Fate.NotDone.class);
        run("CREATE INDEX new ON s.t (a)");
        assertThat(there.fate(session, false)).isInstanceOf(Fate.Done.class);
    }

    private Fate after(String sql) {
        Precaution precaution = written(Precaution.before(sql, session));
        run(sql);
        return precaution.fate(session, false);
    }

    private Fate unsent(String sql) {
        return written(Precaution.before(sql, session)).fate(session, false);
    }

    /// The server gives the statement up, because somebody else reads the table and does not end.
    private Fate givenUp(String sql, String table) throws SQLException {
        Precaution precaution = written(Precaution.before(sql, session));
        try (Connection other = database.connect(); Statement reads = other.createStatement()) {
            other.setAutoCommit(false);
            reads.execute("SELECT * FROM " + table);
            run("SET lock_timeout = '300ms'");
            assertThat(session.execute(sql)).isInstanceOf(StatementResult.Failed.class);
            run("RESET lock_timeout");
            other.rollback();
        }
        return precaution.fate(session, true);
    }

    /// What a journal would have kept of it.
    private static Precaution written(Precaution precaution) {
        Precaution read = Precaution.of(precaution.token());
        assertThat(read).isEqualTo(precaution);
        return read;
    }

    private void run(String sql) {
        assertThat(session.execute(sql)).as(sql).isInstanceOf(StatementResult.Completed.class);
    }

    private Session open(Path folder) {
        return Session.open(ConnectionSettings.of(new ConnectionSettings.Written(database.url(), "--target", null),
                new Surroundings(Map.of(), "nobody", folder)), SessionOptions.named("test"));
    }
}
