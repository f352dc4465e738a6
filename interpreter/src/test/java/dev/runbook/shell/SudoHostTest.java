package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SudoHostTest extends HostContract {
    private static final String USER = "nobody";

    @BeforeAll
    static void mayBeSomebodyElse() throws Exception {
        Assumptions.assumeTrue(sudoWorks(), "sudo does not let us be " + USER + " here");
    }

    @Override
    Host host() {
        return new Host.Sudo(USER, null);
    }

    @Test
    void theScriptRunsAsThatUser() throws Exception {
        assertThat(run("id -un", Map.of()).stdout().value()).isEqualTo(USER);
    }

    private static boolean sudoWorks() throws InterruptedException {
        try {
            return new ProcessBuilder("sudo", "-n", "-u", USER, "true").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
