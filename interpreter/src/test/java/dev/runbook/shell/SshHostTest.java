package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostTest extends HostContract {
    @TempDir
    static Path home;
    private static Sshd sshd;

    @BeforeAll
    static void startServer() throws Exception {
        Assumptions.assumeTrue(Sshd.installed(), "there is no sshd here: install openssh-server");
        sshd = Sshd.start(home);
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
    }

    @Override
    Host host() {
        return new Host.Ssh("127.0.0.1", sshd.options(), null);
    }

    @Override
    Host remembering() {
        return host(); // the server's SetEnv does it
    }

    @Test
    void aScriptRunsInTheHostsDirectory() throws Exception {
        Host there = new Host.Ssh("127.0.0.1", sshd.options(), "/usr/lib");
        assertThat(Shell.run(Shell.bash("pwd", directory).on(there)).stdout().value()).isEqualTo("/usr/lib");
        Host nowhere = new Host.Ssh("127.0.0.1", sshd.options(), "/no such directory");
        assertThat(Shell.run(Shell.bash("pwd", directory).on(nowhere)).exit()).isEqualTo(126);
    }

    @Test
    void aHostThatIsNotThereIsAnExitCodeAndSshsOwnWords() throws Exception {
        List<String> options = List.of("-F", "none", "-p", "1");
        ShellResult result = Shell.run(Shell.bash("true", directory).on(new Host.Ssh("127.0.0.1", options, null)));
        assertThat(result.exit()).isEqualTo(255);
        assertThat(result.stderr().text()).contains("Connection refused");
    }

    @Test
    void aDestinationIsNeverTakenForAnOption() throws Exception {
        Host host = new Host.Ssh("-oProxyCommand=touch " + directory.resolve("trace"), List.of("-F", "none"), null);
        assertThat(Shell.run(Shell.bash("true", directory).on(host)).exit()).isEqualTo(255);
        assertThat(directory.resolve("trace")).doesNotExist();
    }

    @Test
    void ourOwnVariablesStayHere() throws Exception {
        assertThat(run("echo \"${SSH_AUTH_SOCK:-none} ${GIVEN:-}\"", Map.of("GIVEN", "x")).stdout().value())
                .endsWith(" x");
    }
}
