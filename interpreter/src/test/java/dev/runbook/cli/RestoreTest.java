package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Restores by the real pg_restore and psql: all or nothing, and nothing that is not in the dump unnoticed.
@RealPostgres
class RestoreTest {
    private static final String BACKUP = "- id: backup\n  backup: {file: backup/shop.dump}\n";
    private static final String CLEAN = "- id: back\n  restore: {file: backup/shop.dump, clean: true}\n";
    private static final Pattern PROGRESS = Pattern.compile("\\[[#-]{10}] \\d+ %, .*table 3 of 3: public\\.");
    private static final String HASH = "SELECT md5(string_agg(o::text, ',' ORDER BY id)) FROM orders o";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"custom", "directory", "tar"})
    void whatWasThereIsThereAgain(String format, TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        String before = dumping.one(HASH);
        dumping.passes("""
                - id: backup
                  backup: {file: backup/shop.dump, format: %s}
                - sql: DELETE FROM orders WHERE id > 5; ALTER TABLE log DROP COLUMN line; INSERT INTO customers (name) VALUES ('new')
                  transaction: never
                - restore: {file: "${{ steps.backup.file }}", clean: true}
                - sql: INSERT INTO customers (name) VALUES ('the next') RETURNING id
                  expect: {value: 51}
                """.formatted(format));
        assertThat(dumping.one(HASH)).isEqualTo(before);
        assertThat(dumping.one("SELECT count(line) FROM log")).isEqualTo("100");
    }

    /// The program waits until somebody has seen how far it is.
    @Test
    void onATerminalItIsSeenHowFarItHasCome(TestDatabase database) throws Exception {
        Path seen = folder.resolve("seen");
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes(BACKUP);
        dumping.instead("pg_restore", """
                "$REAL" "$@" || exit
                case "$*" in *--dbname=*) ;; *) exit ;; esac
                for I in $(seq 600); do [ -e '%s' ] && exit; sleep 0.1; done
                exit 1
                """.formatted(seen)).seenOnATerminal(CLEAN, PROGRESS, seen);
    }

    @Test
    void itIsOneTransactionThatStopsAtTheFirstError(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes(BACKUP);
        dumping.execute("UPDATE customers SET name = 'changed'; CREATE VIEW of_log AS SELECT * FROM log");
        Cli.Result result = dumping.fails(CLEAN, dumping.answers("back: true"));
        assertThat(result.exit()).as("nothing was changed").isEqualTo(1);
        assertThat(result.out()).contains("pg_restore: exit code 1", "view public.of_log depends on table public.log",
                "It ran in one transaction, which was rolled back: the database is as it was.")
                .doesNotContain("pg_restore: dropping");
        assertThat(dumping.one("SELECT count(*) FROM customers WHERE name = 'changed'")).isEqualTo("50");
    }

    @Test
    void toldOtherwiseItKeepsWhatCameBeforeTheError(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes(BACKUP);
        dumping.execute("DROP VIEW names; DROP TABLE orders; UPDATE customers SET name = 'changed'");
        Cli.Result stopped = dumping.fails("""
                - restore: {file: backup/shop.dump}
                  transaction: never
                """);
        assertThat(stopped.out()).contains("already exists",
                "It was not one transaction: what was restored before that stays.");
        assertThat(stopped.exit()).isEqualTo(3);
        dumping.execute("DROP VIEW IF EXISTS names; DROP TABLE IF EXISTS orders");
        Cli.Result wentOn = dumping.passes("""
                - restore: {file: backup/shop.dump}
                  on_error: continue
                  summary: "${{ size(errors) }} errors"
                """);
        assertThat(wentOn.out()).containsPattern("[1-9]\\d* errors");
        assertThat(dumping.one("SELECT count(*) FROM orders")).isEqualTo("2000");
    }

    @Test
    void severalJobsGiveUpTheOneTransactionAndThePlanSaysSo(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes("- backup: {file: backup/shop, format: directory, jobs: 2}");
        dumping.passes("- restore: {file: backup/shop, clean: true, jobs: 2}");
        assertThat(dumping.one("SELECT count(*) FROM orders")).isEqualTo("2000");
        Cli.Result plan = dumping.cli().call("plan", folder.resolve("runbook.yaml").toString(), "--target",
                database.url());
        assertThat(plan.out()).contains("restore: backup/shop, dropping first what is in it, 2 jobs;"
                + " each statement in a transaction of its own");
        Cli.Result both = dumping.run("""
                - restore: {file: backup/shop, clean: true, jobs: 2}
                  transaction: always
                """);
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("it can't be one transaction", "Several jobs have a connection each");
    }

    @Test
    void whatIsNotInTheBackupIsListedAndAskedAbout(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes(BACKUP);
        dumping.execute("CREATE TABLE invoices (id serial PRIMARY KEY); CREATE INDEX orders_note ON orders (note);"
                + " CREATE FUNCTION vat() RETURNS int LANGUAGE sql AS 'SELECT 20'; UPDATE customers SET name = 'x'");
        Cli.Result unattended = dumping.fails(CLEAN);
        assertThat(unattended.out()).contains("the database has 2 objects that the backup has not",
                "function public.vat()", "table public.invoices", "index public.orders_note (goes with its table)",
                "Nothing was done, for nobody is there", "back: true").doesNotContain("invoices_pkey", "invoices_id");
        assertThat(unattended.exit()).isEqualTo(1);
        assertThat(dumping.one("SELECT DISTINCT name FROM customers")).isEqualTo("x");
        Cli.Result no = dumping.fails(CLEAN, dumping.answers("back: false"));
        assertThat(no.out()).contains("said no");
        assertThat(dumping.one("SELECT DISTINCT name FROM customers")).isEqualTo("x");
        dumping.passes(CLEAN, dumping.answers("back: true"));
        assertThat(dumping.one("SELECT to_regclass('invoices') IS NOT NULL AND to_regclass('orders_note') IS NULL"))
                .isEqualTo("t");
        assertThat(dumping.one("SELECT name FROM customers WHERE id = 1")).isEqualTo("customer 1");
    }

    @Test
    void aBackupOfSomeTablesLeavesTheOthersOutOfTheQuestion(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes("- backup: {file: backup/shop.dump, tables: [log]}");
        dumping.execute("TRUNCATE log");
        dumping.passes(CLEAN);
        assertThat(dumping.one("SELECT count(*) FROM log")).isEqualTo("100");
    }

    @Test
    void aTableComesBackWithItsIndexesAndKeys(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes(BACKUP);
        dumping.execute("UPDATE orders SET note = ''; UPDATE customers SET name = 'x'");
        dumping.passes("- restore: {file: backup/shop.dump, tables: [orders], clean: true}");
        assertThat(dumping.one("SELECT count(*) FROM orders WHERE note = ''")).isEqualTo("0");
        assertThat(dumping.one("SELECT count(*) FROM pg_index WHERE indrelid = 'orders'::regclass")).isEqualTo("2");
        assertThat(dumping.one("SELECT count(*) FROM pg_constraint WHERE conrelid = 'orders'::regclass"))
                .isEqualTo("2");
        assertThat(dumping.one("SELECT DISTINCT name FROM customers")).isEqualTo("x");
        Cli.Result unknown = dumping.fails("- restore: {file: backup/shop.dump, tables: [ordres]}");
        assertThat(unknown.out()).contains("the dump has no table ordres",
                "public.customers, public.log, public.orders");
    }

    @Test
    void rowsAreNotAddedToRowsWithoutAQuestion(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes(BACKUP);
        String data = "- id: rows\n  restore: {file: backup/shop.dump, tables: [log], only: data}\n";
        Cli.Result asked = dumping.fails(data);
        assertThat(asked.out()).contains("the table public.log has rows already");
        assertThat(dumping.one("SELECT count(*) FROM log")).isEqualTo("100");
        dumping.passes(data, dumping.answers("rows: true"));
        assertThat(dumping.one("SELECT count(*) FROM log")).isEqualTo("200");
        dumping.execute("TRUNCATE log");
        dumping.passes(data);
        assertThat(dumping.one("SELECT count(*) FROM log")).isEqualTo("100");
    }

    @Test
    void onlyTheDefinitions(TestDatabase database, TestDatabase empty) throws Exception {
        Dumping.in(database, folder).shop().passes(BACKUP);
        Dumping.in(empty, folder).passes("- restore: {file: backup/shop.dump, only: schema}");
        assertThat(Dumping.one(empty, "SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"custom", "plain"})
    void intoAFreshDatabase(String format, TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes("- backup: {file: backup/shop.dump, format: " + format + "}");
        dumping.execute("UPDATE customers SET name = 'x'; CREATE TABLE invoices (id int)");
        String name = "it's \\ new " + database.name() + format;
        String into = "- restore: {file: backup/shop.dump, into: \"" + name.replace("\\", "\\\\") + "\"}\n";
        dumping.passes(into);
        try {
            assertThat(dumping.one("SELECT DISTINCT name FROM customers")).isEqualTo("x");
            TestDatabase fresh = new TestDatabase(database.server(), database.address(),
                    java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20"),
                    database.user(), database.password());
            assertThat(Dumping.one(fresh, "SELECT count(*) FROM customers WHERE name LIKE 'customer%'"))
                    .isEqualTo("50");
            assertThat(Dumping.one(fresh, "SELECT to_regclass('invoices')")).isNull();
            Cli.Result twice = dumping.fails(into);
            assertThat(twice.out()).contains("already exists", "An existing database is left alone");
            assertThat(Dumping.one(fresh, "SELECT count(*) FROM orders")).isEqualTo("2000");
        } finally {
            dumping.execute("DROP DATABASE \"" + name + "\"");
        }
    }

    @Test
    void aFreshDatabaseIsDroppedWhenItsRestoreFails(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes(BACKUP);
        Cli.Result result = dumping.instead("pg_restore", """
                case "$*" in *--single-transaction*) "$REAL" "$@"; echo "pg_restore: error: half way" >&2; exit 1 ;; esac
                exec "$REAL" "$@"
                """).fails("- restore: {file: backup/shop.dump, into: fresh_and_failed}");
        assertThat(result.out()).contains("half way", "The new database fresh_and_failed was dropped again");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(dumping.one("SELECT count(*) FROM pg_database WHERE datname = 'fresh_and_failed'")).isEqualTo("0");
    }

    @Test
    void aPlainDumpIsOneTransactionToo(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes("- backup: {file: backup/shop.sql, format: plain}");
        dumping.execute("DROP VIEW names; DROP TABLE orders");
        String restore = "- restore: {file: backup/shop.sql}\n";
        Cli.Result result = dumping.fails(restore);
        assertThat(result.out()).contains("psql: exit code 3", "already exists", "which was rolled back");
        assertThat(dumping.one("SELECT to_regclass('orders')")).isNull();
        dumping.execute("DROP TABLE customers, log");
        dumping.passes(restore);
        assertThat(dumping.one("SELECT count(*) FROM orders")).isEqualTo("2000");
        assertThat(dumping.fails("- restore: {file: backup/shop.sql, clean: true}").out())
                .contains("a dump in plain format can't be cleaned for");
    }

    /// psql takes the end of such a file for the end of its work, and commits it.
    @Test
    void aPlainDumpThatWasCutShortIsNotBegun(TestDatabase database, TestDatabase empty) throws Exception {
        Dumping.in(database, folder).shop().passes("- backup: {file: backup/shop.sql, format: plain}");
        Path dump = folder.resolve("backup/shop.sql");
        String text = Files.readString(dump);
        Files.writeString(dump, text.substring(0, text.indexOf("line 50")));
        Dumping target = Dumping.in(empty, folder);
        assertThat(target.fails("- restore: {file: backup/shop.sql}").out())
                .contains("the dump is not what was backed up");
        Files.delete(folder.resolve("backup/shop.sql.json"));
        assertThat(target.fails("- restore: {file: backup/shop.sql}").out())
                .contains("the dump does not end as pg_dump ends one");
        assertThat(Dumping.one(empty, "SELECT to_regclass('log')")).isNull();
    }

    @Test
    void aDamagedDumpChangesNothing(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        dumping.passes(BACKUP);
        Path dump = folder.resolve("backup/shop.dump");
        byte[] bytes = Files.readAllBytes(dump);
        bytes[bytes.length / 2] ^= (byte) 0xff;
        Files.write(dump, bytes);
        dumping.execute("UPDATE customers SET name = 'x'");
        assertThat(dumping.fails(CLEAN).out()).contains("which was rolled back");
        assertThat(dumping.fails(CLEAN + "  transaction: never\n").out()).contains("its SHA-256 differs");
        Files.write(dump, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        assertThat(dumping.fails(CLEAN).out()).contains("the dump is not what was backed up");
        assertThat(dumping.one("SELECT DISTINCT name FROM customers")).isEqualTo("x");
    }
}
