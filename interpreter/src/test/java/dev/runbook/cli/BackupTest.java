package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Backups by the real pg_dump: what bears a backup's name can be restored.
@RealPostgres
class BackupTest {
    private static final String KEPT = "- backup: {file: \"backup/shop-${{ run.id }}.dump\", keep: 2}\n";

    private static final Pattern PROGRESS = Pattern
            .compile("\\[[#-]{10}] \\d+ %, .*table 3 of 3");

    @TempDir
    Path folder;

    @Test
    void everyFormatIsProvenHashedSizedAndPrivate(TestDatabase database) throws Exception {
        StringBuilder steps = new StringBuilder();
        List<String> formats = List.of("custom", "directory", "plain", "tar");
        formats.forEach(format -> steps.append("""
                - id: %1$s
                  backup: {file: backup/%1$s.dump, format: %1$s}
                  summary: "%1$s ${{ bytes }} ${{ sha256 }} ${{ tables }}"
                """.formatted(format)));
        Cli.Result result = Dumping.in(database, folder).shop().passes(steps.toString());
        for (String format : formats) {
            Path dump = folder.resolve("backup/" + format + ".dump");
            assertThat(result.out()).containsPattern(format + " " + size(dump) + " " + sha256(dump)
                    + " .*public.customers.*public.log.*public.orders");
        }
        for (Path file : all(folder.resolve("backup"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString())
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        }
    }

    private static String size(Path dump) throws Exception {
        return bash("find '" + dump + "' -type f -printf '%s\\n' | awk '{s += $1} END {print s}'");
    }

    /// As anybody can compute it.
    private static String sha256(Path dump) throws Exception {
        return Files.isDirectory(dump)
                ? bash("cd '" + dump + "' && LC_ALL=C sha256sum * | sha256sum | cut -c 1-64")
                : bash("sha256sum '" + dump + "' | cut -c 1-64");
    }

    @Test
    void onlySomeTablesOnlyDefinitionsOnlyRows(TestDatabase database) throws Exception {
        Cli.Result result = Dumping.in(database, folder).shop().passes("""
                - id: some
                  backup: {file: backup/some.sql, format: plain, tables: ["ord*", customers]}
                  summary: some ${{ tables }}
                - id: schema
                  backup: {file: backup/schema.sql, format: plain, only: schema}
                - id: data
                  backup: {file: backup/data.sql, format: plain, only: data, tables: [log]}
                  summary: data ${{ tables }}
                """);
        assertThat(result.out()).containsPattern("some .*public.customers.*public.orders")
                .doesNotContainPattern("some .*public.log").containsPattern("data .*public.log");
        assertThat(Files.readString(folder.resolve("backup/schema.sql"))).contains("CREATE TABLE public.log")
                .doesNotContain("COPY ");
        assertThat(Files.readString(folder.resolve("backup/data.sql"))).contains("COPY public.log")
                .doesNotContain("CREATE TABLE", "public.orders");
    }

    @Test
    void severalJobsWriteADirectory(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop().instead("pg_dump", """
                echo "$@" > '%s'
                exec "$REAL" "$@"
                """.formatted(folder.resolve("arguments")));
        dumping.passes("- backup: {file: backup/shop, format: directory, jobs: 3}");
        assertThat(Files.readString(folder.resolve("arguments"))).contains("--jobs=3");
        assertThat(folder.resolve("backup/shop/toc.dat")).exists();
    }

    /// Each program damages what the real pg_dump has written well.
    @ParameterizedTest
    @CsvSource(delimiter = '@', value = {
            "custom    @ truncate -s 600 \"$FILE\"",
            "custom    @ invert \"$FILE\"",
            "directory @ rm \"$(ls -S \"$FILE\"/*.dat.gz | head -1)\"",
            "directory @ invert \"$(ls -S \"$FILE\"/*.dat.gz | head -1)\"",
            "directory @ rm \"$FILE/toc.dat\"",
            "tar       @ truncate -s 20000 \"$FILE\"",
            "plain     @ truncate -s -300 \"$FILE\""})
    void aDamagedDumpIsNoBackup(String format, String damage, TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop().instead("pg_dump", """
                [ "$1" = --version ] && exec "$REAL" "$@"
                "$REAL" "$@" || exit
                for ARGUMENT; do case $ARGUMENT in --file=*) FILE=${ARGUMENT#--file=} ;; esac; done
                invert() { # the byte in the middle
                    AT=$(($(stat -c %s "$1") / 2))
                    printf "\\\\x$(printf %x $((0xff ^ 0x$(od -An -tx1 -j $AT -N 1 "$1" | tr -d ' '))))" |
                        dd of="$1" bs=1 seek=$AT conv=notrunc status=none
                }
                """ + damage + "\n");
        Cli.Result result = dumping.fails("- backup: {file: backup/shop.dump, format: " + format + "}");
        assertThat(result.out()).contains("There is no backup; the incomplete file was removed.")
                .containsAnyOf("cannot read the dump", "does not end as pg_dump ends one");
        assertThat(dumping.backups()).isEmpty();
    }

    @Test
    void aDumpThatFailsHalfWayLeavesNothing(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop().instead("pg_dump", """
                [ "$1" = --version ] && exec "$REAL" "$@"
                "$REAL" "$@"
                echo "pg_dump: error: could not write to output file: No space left on device" >&2
                exit 1
                """);
        Cli.Result result = dumping.fails("- backup: {file: backup/shop.dump}");
        assertThat(result.out()).contains("pg_dump: exit code 1", "No space left on device",
                "There is no backup; the incomplete file was removed.").doesNotContain("pg_dump: reading");
        assertThat(dumping.backups()).isEmpty();
    }

    @Test
    void aDumpThatTakesTooLongLeavesNothing(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop().instead("pg_dump", """
                [ "$1" = --version ] && exec "$REAL" "$@"
                "$REAL" "$@"
                exec sleep 600
                """);
        Cli.Result result = dumping.fails("- backup: {file: backup/shop.dump}\n  timeout: 2s");
        assertThat(result.out()).contains("pg_dump did not end in time", "the incomplete file was removed");
        assertThat(dumping.backups()).isEmpty();
    }

    @Test
    void aDumpHasItsNameOnlyWhenItIsProven(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop().instead("pg_restore", """
                ls '%s' >> '%s'
                exec "$REAL" "$@"
                """.formatted(folder.resolve("backup"), folder.resolve("seen")));
        dumping.passes("- backup: {file: backup/shop.dump}");
        assertThat(Files.readString(folder.resolve("seen"))).doesNotContain("shop.dump");
        assertThat(dumping.backups()).containsExactly("shop.dump", "shop.dump.json");
    }

    /// The program waits until somebody has seen how far it is.
    @Test
    void onATerminalItIsSeenHowLargeTheDumpHasBecome(TestDatabase database) throws Exception {
        Path seen = folder.resolve("seen");
        Dumping dumping = Dumping.in(database, folder).shop().instead("pg_dump", """
                "$REAL" "$@" || exit
                [ "$1" = --version ] && exit
                for I in $(seq 600); do [ -e '%s' ] && exit; sleep 0.1; done
                exit 1
                """.formatted(seen));
        dumping.seenOnATerminal("- backup: {file: backup/shop.dump}", PROGRESS, seen);
    }

    @Test
    void anExistingFileIsNeverOverwritten(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        Files.createDirectories(folder.resolve("backup"));
        Files.writeString(folder.resolve("backup/shop.dump"), "the only good one");
        Cli.Result result = dumping.fails("- backup: {file: backup/shop.dump}");
        assertThat(result.out()).contains("shop.dump is there already");
        assertThat(folder.resolve("backup/shop.dump")).hasContent("the only good one");
    }

    @Test
    void noCommandLineHoldsThePassword(TestDatabase database) throws Exception {
        String spy = "tr '\\0' '\\n' < /proc/$$/cmdline >> '%s'; tr '\\0' '\\n' < /proc/$PPID/cmdline >> '%s'; exec \"$REAL\" \"$@\"\n"
                .replace("%s", folder.resolve("cmdlines").toString());
        Dumping dumping = Dumping.in(database, folder).shop().instead("pg_dump", spy).instead("pg_restore", spy)
                .instead("psql", spy);
        dumping.passes("""
                - backup: {file: backup/shop.dump}
                - backup: {file: backup/shop.sql, format: plain}
                - restore: {file: backup/shop.dump, clean: true}
                - restore: {file: backup/shop.sql, into: dumping_fresh}
                - sql: DROP DATABASE dumping_fresh
                  transaction: never
                """);
        assertThat(Files.readString(folder.resolve("cmdlines"))).contains("--format=custom", "--single-transaction")
                .doesNotContain(database.password());
    }

    @Test
    void theLastOnesAreKeptAndOnlyOursAreDeleted(TestDatabase database, TestDatabase other) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        Dumping.in(other, folder).shop().passes(KEPT);
        String ofAnother = dumping.backups().getFirst();
        dumping.passes(KEPT);
        String changed = newest(dumping, List.of(ofAnother));
        Files.writeString(folder.resolve("backup").resolve(changed), "somebody's notes");
        Files.writeString(folder.resolve("backup/shop-by-hand.dump"), "not ours");
        dumping.passes(KEPT);
        String old = newest(dumping, List.of(ofAnother, changed, "shop-by-hand.dump"));
        dumping.passes(KEPT);
        dumping.passes(KEPT);
        assertThat(dumps(dumping)).hasSize(5).contains(ofAnother, changed, "shop-by-hand.dump").doesNotContain(old);
        assertThat(dumping.backups()).doesNotContain(old + ".json");
        assertThat(folder.resolve("backup").resolve(changed)).hasContent("somebody's notes");
    }

    @Test
    void aBackupThatFailsDeletesNoOlderOne(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop();
        for (int i = 0; i < 2; i++) {
            dumping.passes(KEPT);
        }
        List<String> before = dumping.backups();
        dumping.instead("pg_dump", "[ \"$1\" = --version ] && exec \"$REAL\" \"$@\"\nexit 1\n").fails(KEPT);
        assertThat(dumping.backups()).isEqualTo(before);
    }

    @Test
    void aServerThatIsTooNewIsFoundBeforeTheRun(TestDatabase database) throws Exception {
        Dumping dumping = Dumping.in(database, folder).shop().instead("pg_dump",
                "echo 'pg_dump (PostgreSQL) 9.6.24'\n");
        Cli.Result result = dumping.run("""
                - sql: CREATE TABLE touched (x int)
                - if: "false"
                  backup: {file: backup/shop.dump}
                """);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("pg_dump is version 9, and the server is version",
                "runbook.yaml:5");
        assertThat(dumping.one("SELECT to_regclass('touched')")).isNull();
    }

    @Test
    void aMissingProgramIsFoundBeforeTheRun(TestDatabase database) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("few"));
        Cli.Result result = new Dumping(database, folder, Cli.withoutTarget().with("PATH", bin.toString()))
                .run("- backup: {file: backup/shop.dump}");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("the program pg_dump is not on the PATH",
                "the program pg_restore is not on the PATH");
    }

    private List<String> dumps(Dumping dumping) throws IOException {
        return dumping.backups().stream().filter(name -> name.endsWith(".dump")).toList();
    }

    private String newest(Dumping dumping, List<String> known) throws IOException {
        return dumps(dumping).stream().filter(name -> !known.contains(name)).findFirst().orElseThrow();
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }

    private static String bash(String script) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out.strip();
    }
}
