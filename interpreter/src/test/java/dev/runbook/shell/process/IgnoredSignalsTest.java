package dev.runbook.shell.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IgnoredSignalsTest {
    @Test
    void aSignalIsTheBitBelowItsNumber() {
        assertThat(IgnoredSignals.read("SigIgn:\t0000000000000002").contains(IgnoredSignals.INT)).isTrue();
        assertThat(IgnoredSignals.read("SigIgn:\t8000000000000005").contains(IgnoredSignals.INT)).isFalse();
    }

    @Test
    void aProgramOfItsOwnSessionTakesAnInterruptThoughWeIgnoreIt() throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.addAll(Programs.perl());
        command.addAll(List.of("/bin/sh", "-c", "kill -INT $$; echo ignored"));
        Process process = new ProcessBuilder(command).start();
        assertThat(process.inputReader().readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(128 + IgnoredSignals.INT);
    }
}
