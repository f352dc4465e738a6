package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.runbook.database.LocalServer;
import dev.runbook.database.Session;
import dev.runbook.testing.RealPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's disk is full. The disk is a small one of memory, which only root can make; elsewhere this is skipped.
@RealPostgres
class DiskFullTest {
    @TempDir
    Path folder;

    @Test
    void theStepFailsAndWhatCameBeforeItIsUndone() throws Exception {
        Path disk = Files.createTempDirectory("runbook-disk");
        try {
            assumeThat(does("mount", "-t", "tmpfs", "-o", "size=4m,mode=0777", "none", disk.toString()))
                    .as("a small disk can be made").isTrue();
            try (LocalServer server = LocalServer.start("fsync=off")) {
                fill(server, disk);
            } finally {
                does("umount", "-l", disk.toString());
            }
        } finally {
            Files.delete(disk);
        }
    }

    private void fill(LocalServer server, Path disk) throws IOException {
        Path place = Files.createDirectory(disk.resolve("space"));
        assertThat(does("chown", "postgres", place.toString())).isTrue();
        try (Session session = server.session("CREATE TABLESPACE small LOCATION '" + place + "'")) {
            assertThat(session.isLost()).isFalse();
        }
        Path file = Files.writeString(folder.resolve("full.yaml"), """
                runbook: full
                title: The server's disk fills up
                steps:
                  - id: made
                    name: Make a table
                    sql: CREATE TABLE made (id int)
                    rollback:
                      - name: Drop it
                        sql: DROP TABLE made
                  - name: Copy too much
                    sql: CREATE TABLE much TABLESPACE small AS SELECT repeat('x', 1000) FROM generate_series(1, 20000)
                """);
        Cli.Result result = Cli.withoutTarget().call("run", file.toString(), "--target",
                "postgresql://postgres:secret@127.0.0.1:" + server.port() + "/postgres", "--run-dir",
                folder.toString());
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out()).contains("No space left on device", "53100", "Drop it", "ROLLED BACK");
    }

    private static boolean does(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
