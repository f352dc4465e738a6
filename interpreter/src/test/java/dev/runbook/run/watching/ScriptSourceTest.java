package dev.runbook.run.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.shell.ChildEnvironment;
import dev.runbook.shell.ShellJob;
import dev.runbook.shell.ShellRunner;
import dev.runbook.shell.output.OutputFilter;
import dev.runbook.shell.process.ProcessGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sampler's script and its end.
class ScriptSourceTest {
    @TempDir
    private Path folder;

    /// The program may end right after a source was closed, and then nobody is left to end the script.
    @Test
    void nothingOfAScriptThatGoesOnIsLeftWhenItsSourceIsClosed() {
        List<ProcessGroup> groups = new CopyOnWriteArrayList<>();
        try (ShellRunner shell = new ShellRunner()) {
            ScriptSource source = source(shell, "echo one; trap '' INT; sleep 300 & wait", groups);
            assertThat(source.take()).isNotNull();
            assertThat(groups.getFirst().members()).isNotEmpty();
            source.close();
            assertThat(groups).flatExtracting(ProcessGroup::members).isEmpty();
        }
    }

    private ScriptSource source(ShellRunner shell, String script, List<ProcessGroup> groups) {
        return new ScriptSource(shell, ShellJob.bash(script, folder, ChildEnvironment.of(System.getenv())),
                OutputFilter::none, groups::add);
    }
}
