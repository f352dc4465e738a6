package dev.runbook.shell.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.shell.process.ProcessTable.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {
    private final long me = ProcessHandle.current().pid();

    @Test
    void procAndPsTellTheSameOfAProcess() {
        Entry proc = find(ProcessTable.all());
        Entry ps = find(ProcessTable.fromPs());
        assertThat(ps).isEqualTo(new Entry(me, proc.parent(), proc.group(), 0, ps.state(), 0));
        assertThat(proc.alive()).isTrue();
    }

    @Test
    void aProcessIsNamedByItsCommandLine() {
        assertThat(ProcessTable.command(me)).contains("java");
        assertThat(ProcessTable.identity(me)).isEqualTo(ProcessTable.identity(me)).isNotEmpty();
        assertThat(ProcessTable.mayStillExist(me, ProcessTable.identity(me))).isTrue();
    }

    @Test
    void perlMakesASessionWhereSetsidIsMissing() throws Exception {
        List<String> command = new ArrayList<>(Programs.perl());
        command.add("cat");
        Process cat = new ProcessBuilder(command).start();
        cat.getOutputStream().write("ready\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        cat.getOutputStream().flush();
        assertThat(cat.inputReader().readLine()).isEqualTo("ready");
        Entry entry = ProcessTable.all().stream().filter(e -> e.pid() == cat.pid()).findFirst().orElseThrow();
        assertThat(entry.session()).isEqualTo(cat.pid());
        cat.getOutputStream().close();
        assertThat(cat.waitFor()).isZero();
    }

    private Entry find(List<Entry> all) {
        return all.stream().filter(e -> e.pid() == me).findFirst().orElseThrow();
    }
}
