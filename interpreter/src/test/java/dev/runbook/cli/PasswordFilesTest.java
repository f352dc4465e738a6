package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program at a server that demands passwords by SCRAM, which stand in libpq's files.
class PasswordFilesTest {
    private static final LocalServer SERVER = LocalServer.start("fsync=off");
    private static final String USER = "the:app";
    private static final String PASSWORD = "se\\cr:et";

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() {
        SERVER.session("CREATE ROLE \"" + USER + "\" LOGIN PASSWORD '" + PASSWORD + "'", "CREATE DATABASE shop")
                .close();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("r.yaml"), """
                runbook: who
                steps:
                  - sql: SELECT current_user || ' at ' || current_database() AS who
                    expect: {value: "the:app at shop"}
                """);
        passwords("pass", "# a remark", "other.example:*:*:*:wrong", "127.0.0.1:%d:shop:the\\:ap:wrong",
                "*:%d:*:the\\:app:se\\\\cr\\:et",
                "*:*:*:*:too late");
    }

    private void passwords(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, String.join("\n", lines).replace("%d", "" + SERVER.port()) + "\n");
    }

    private String target() {
        return "postgresql://the%3Aapp@127.0.0.1:" + SERVER.port() + "/shop";
    }

    private Cli.Result run(Cli cli, String... target) {
        String[] arguments = new String[4 + target.length];
        System.arraycopy(new String[]{"run", folder.resolve("r.yaml").toString(), "--run-dir",
                folder.resolve("kept").toString()}, 0, arguments, 0, 4);
        System.arraycopy(target, 0, arguments, 4, target.length);
        return cli.call(arguments);
    }

    private Cli withPasswords(String name) {
        return Cli.withoutTarget().with("PGPASSFILE", folder.resolve(name).toString());
    }

    private static void letIn(Cli.Result result) {
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out() + result.err()).doesNotContain(PASSWORD);
    }

    private static void refused(Cli.Result result, String... words) {
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(4);
        assertThat(result.err()).contains(words).doesNotContain("wrong\n", PASSWORD);
    }

    @Test
    void thePasswordFilesFirstLineThatFitsLetsIn() {
        letIn(run(withPasswords("pass"), "--target", target()));
    }

    @Test
    void aFileThatOthersMayReadIsNotUsed() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("pass"), PosixFilePermissions.fromString("rw-r--r--"));
        refused(run(withPasswords("pass"), "--target", target()), "chmod 0600");
    }

    @Test
    void aPasswordThatIsWrongOrMissingIsSaid() throws IOException {
        passwords("bad", "*:*:*:*:wrong");
        refused(run(withPasswords("bad"), "--target", target()), "password authentication failed",
                "Correct the password");
        refused(run(withPasswords("none"), "--target", target()), "Give the password in PGPASSWORD");
    }

    @Test
    void aServiceLeadsThere() throws IOException {
        String service = "[other]\nhost=nowhere.example\n\n# ours\n[shop]\nhost=127.0.0.1\nport=" + SERVER.port()
                + "\ndbname=shop\nuser=the:app\n";
        Path file = Files.writeString(folder.resolve("services"), service);
        Cli cli = withPasswords("pass").with("PGSERVICEFILE", file.toString());
        letIn(run(cli, "--target", "service=shop"));
        letIn(run(cli, "--target", "postgresql://?service=shop"));
        letIn(run(cli.with("PGSERVICE", "shop"), "--target", "dbname=shop"));
        Files.writeString(folder.resolve("pg_service.conf"), service);
        letIn(run(withPasswords("pass").with("PGSYSCONFDIR", folder.toString()), "--target", "service=shop"));
        Cli.Result missing = run(cli, "--target", "service=shopp");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("no service \"shopp\"", "services");
    }
}
