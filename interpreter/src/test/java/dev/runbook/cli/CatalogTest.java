package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The catalog of a real database before and after a run.
@RealPostgres
class CatalogTest {
    @TempDir
    private Path folder;

    @Test
    void whatTheRunChangedIsShownObjectByObject(TestDatabase database) throws Exception {
        execute(database, "CREATE TABLE old (id int, note text); CREATE INDEX gone ON old (note)");
        Cli.Result result = run(database.url(), "everything", """
                  - name: Change a lot
                    transaction: always
                    sql: |
                      ALTER TABLE old ALTER note SET NOT NULL, ADD COLUMN at date DEFAULT '2026-11-20';
                      DROP INDEX gone;
                      CREATE TYPE mood AS ENUM ('sad', 'ok');
                      CREATE DOMAIN positive AS int CHECK (VALUE > 0);
                      CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood, p positive, o int);
                      ALTER TABLE t ADD CONSTRAINT known CHECK (o > 0) NOT VALID;
                      CREATE INDEX ix ON t (o) WHERE o > 5;
                      CREATE VIEW v AS SELECT id FROM t;
                      CREATE FUNCTION f(a int, b text) RETURNS int LANGUAGE sql AS 'SELECT 1';
                      GRANT SELECT ON t TO PUBLIC;
                      GRANT UPDATE (o) ON t TO PUBLIC;
                      REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
                      COMMENT ON COLUMN t.o IS 'it''s an order';
                      CREATE TABLE parts (at date) PARTITION BY RANGE (at);
                      CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
                      ALTER TABLE t ENABLE ROW LEVEL SECURITY;
                      CREATE POLICY mine ON t USING (o = 1);
                      CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                      CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf();
                      ALTER TABLE t DISABLE TRIGGER tr;
                      CREATE SEQUENCE s OWNED BY t.o;
                      CREATE STATISTICS st ON id, o FROM t;
                      ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
                      CREATE AGGREGATE agg(int) (sfunc = int4pl, stype = int, initcond = '0');
                      ALTER TABLE old ALTER note SET STORAGE external, SET (fillfactor = 70);
                """);
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("In the catalog, 13 objects differ.", "  + function public.f(a integer, b text)")
                .doesNotContain("Not read");
        String report = Files.readString(run().resolve("report.md"));
        assertThat(report.substring(report.indexOf("```diff"))).contains(" table public.old\n", "-  column note text\n",
                "+  column note text not null storage external\n+  column at date default '2026-11-20'::date\n",
                "+  with (fillfactor=70)\n", "-  CREATE INDEX gone ON public.old USING btree (note)\n",
                "+type public.mood\n", "+  value 'sad'\n+  value 'ok'\n", "domain over integer\n",
                "+  column id bigint generated always as identity not null\n",
                "+  constraint known CHECK ((o > 0)) NOT VALID\n",
                "+  CREATE INDEX ix ON public.t USING btree (o) WHERE (o > 5)\n", "+view public.v\n",
                "FROM public.t;\n",
                "+function public.f(a integer, b text)\n", "+  revoked EXECUTE from PUBLIC\n",
                "+  grant SELECT to PUBLIC\n", "+  column o: grant UPDATE to PUBLIC\n",
                "+  comment on column o 'it''s an order'\n", "+  partition by RANGE (at)\n", "+  of public.parts\n",
                "+  row level security enabled\n", "+  policy mine for all to PUBLIC using ((o = 1))\n",
                "EXECUTE FUNCTION public.tf() -- DISABLED\n", "+  owned by public.t.o\n",
                "+  CREATE STATISTICS public.st ON id, o FROM public.t\n", "on tables: grant SELECT to PUBLIC\n",
                "+aggregate public.agg(integer)\n");
    }

    @Test
    void afterARollbackItIsAsItWas(TestDatabase database) throws Exception {
        Cli.Result result = run(database.url(), "undone", """
                  - name: Make a table
                    sql: CREATE TABLE t (id int)
                    rollback: [{name: Drop it, sql: DROP TABLE t}]
                  - {name: Find nothing, sql: SELECT 1, expect: {rows: 0}}
                """);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("is as it was before.");
        assertThat(run().resolve("catalog-after.txt")).hasSameTextualContentAs(run().resolve("catalog-before.txt"));
        assertThat(call("report", run().getFileName().toString()).out()).contains("is as it was before.");
    }

    @Test
    void whatAnUndoForgotIsSaidLoudly(TestDatabase database) throws Exception {
        Cli.Result result = run(database.url(), "forgetful", """
                  - name: Make two tables
                    sql: CREATE TABLE t (id int); CREATE TABLE forgotten (id int)
                    transaction: always
                    rollback: [{name: Drop one, sql: DROP TABLE t}]
                  - {name: Find nothing, sql: SELECT 1, expect: {rows: 0}}
                """);
        assertThat(result.out()).contains(
                "The catalog is NOT as it was before: 1 object differs.\n  + table public.forgotten\n");
        assertThat(Files.readString(run().resolve("report.md")))
                .contains("**The catalog is NOT as it was before: 1 object differs.**", "+table public.forgotten\n");
    }

    @Test
    void whatMayNotBeReadIsSaidAndFailsNothing(TestDatabase database) throws Exception {
        execute(database, "REVOKE SELECT ON pg_catalog.pg_trigger FROM PUBLIC",
                "CREATE ROLE reader_of_%s LOGIN PASSWORD 'reader'".formatted(database.name()),
                "GRANT CREATE ON SCHEMA public TO reader_of_%s".formatted(database.name()));
        try {
            Cli.Result result = run("postgresql://reader_of_%s:reader@%s/%s".formatted(database.name(),
                    database.address(), database.name()), "little", """
                              - {name: Make a table, sql: CREATE TABLE t (id int)}
                            """);
            assertThat(result.exit()).isZero();
            assertThat(result.out()).contains(
                    "Not read of the catalog: triggers: permission denied for table pg_trigger",
                    "  + table public.t");
        } finally {
            execute(database, "DROP OWNED BY reader_of_" + database.name(), "DROP ROLE reader_of_" + database.name());
        }
    }

    @Test
    void aLockOfSomebodyElseHoldsTheRunUpNoLongerThanItsTimeLimit(TestDatabase database) throws Exception {
        execute(database, "CREATE TABLE busy (id int)", "CREATE VIEW v AS SELECT id FROM busy");
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE busy");
            Cli.Result result = run(database.url(), "locked", """
                      - {name: Make a table, sql: CREATE TABLE t (id int)}
                    """);
            assertThat(result.exit()).isZero();
            assertThat(result.out()).contains("Not read of the catalog: views: canceling statement due to lock timeout",
                    "  + table public.t");
        }
    }

    @Test
    void aRunThatOnlyReadsIsSparedTheReading(TestDatabase database) throws Exception {
        assertThat(run(database.url(), "reading", "  - {name: Look, sql: SELECT 1}\n").exit()).isZero();
        assertThat(Files.readString(run().resolve("journal.jsonl"))).doesNotContain("catalog_read");
    }

    private Cli.Result run(String target, String name, String steps) throws IOException {
        Path runbook = Files.writeString(folder.resolve(name + ".yaml"),
                "runbook: " + name + "\ntitle: Change the catalog\nsteps:\n" + steps);
        return call("run", runbook.toString(), "--target", target);
    }

    private Cli.Result call(String... arguments) {
        return Cli.withoutTarget().call(Stream.concat(Stream.of(arguments), Stream.of("--run-dir", folder.toString()))
                .toArray(String[]::new));
    }

    private Path run() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private static void execute(TestDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.connect()) {
            for (String sql : statements) {
                connection.createStatement().execute(sql);
            }
        }
    }
}
