package dev.runbook.action;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.ShellJob;
import dev.runbook.shell.ShellResult;
import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Runs a program for a step: with the step's connection, its logs, its masks and its time limit.
public final class ShellCall {
    static final List<String> BASH = ShellJob.BASH;

    private final Tools tools;

    public ShellCall(Tools tools) {
        this.tools = tools;
    }

    /// Runs a program on this machine, wherever the step's scripts run.
    ///
    /// @param told what it says, line by line
    public ShellResult runHere(String script, Map<String, String> env, Consumer<String> told) {
        return run(script, BASH, env, true, told);
    }

    ShellResult run(String script, List<String> interpreter, Map<String, String> env) {
        return run(script, interpreter, env, false, tools::progress);
    }

    /// Runs a script to its end; it is in the journal before its first command runs.
    private ShellResult run(String script, List<String> interpreter, Map<String, String> env, boolean local,
            Consumer<String> told) {
        ShellJob job = new ShellJob(script, interpreter, tools.cwd(), tools.environment(env), tools.timeout(),
                local ? null : tools.host(), null);
        try (OutputStream out = Files.newOutputStream(tools.log("stdout"));
                OutputStream err = Files.newOutputStream(tools.log("stderr"))) {
            return tools.await(tools.shell().start(job,
                    new ShellOutput(out, err, () -> MaskedOutput.filter(tools.secrets()), listener(told))));
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the step's log cannot be written: " + e.getMessage(),
                    "Free some space where the run's folder is."));
        }
    }

    private ShellOutput.Listener listener(Consumer<String> told) {
        return new ShellOutput.Listener() {
            @Override
            public void started(ProcessGroup group) {
                tools.effect("shell", Map.of("group", Value.of(group.id()), "identity", Value.of(group.identity())));
            }

            @Override
            public void line(ShellOutput.Channel channel, String line) {
                told.accept(line);
            }
        };
    }
}
