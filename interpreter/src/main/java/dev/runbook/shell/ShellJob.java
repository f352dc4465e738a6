package dev.runbook.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A script to run, and everything that decides what it will see.
///
/// @param script its source; it reaches the interpreter as a file, never on a command line
/// @param interpreter the program that reads the script, with its options; the script's path is added to them
/// @param cwd where it runs; with a host, where the command that reaches the host runs
/// @param environment what it inherits and what it is given; a host is told only what is given
/// @param timeout how long it may take from its first command on, or null for as long as it wants
/// @param host where it runs, or null for this machine
/// @param stdin what it reads from its standard input, or null for nothing: `/dev/null`
public record ShellJob(String script, List<String> interpreter, Path cwd, ChildEnvironment environment,
        @Nullable Duration timeout, @Nullable Host host, @Nullable String stdin) {

    /// `bash`, stopping at the first command that fails, at unset variables, and at failures inside pipes.
    public static final List<String> BASH = List.of("bash", "-euo", "pipefail");

    public ShellJob {
        interpreter = List.copyOf(interpreter);
    }

    /// A bash script on this machine without a limit of time.
    public static ShellJob bash(String script, Path cwd, ChildEnvironment environment) {
        return new ShellJob(script, BASH, cwd, environment, null, null, null);
    }

    public ShellJob withTimeout(Duration limit) {
        return new ShellJob(script, interpreter, cwd, environment, limit, host, stdin);
    }

    public ShellJob on(Host where) {
        return new ShellJob(script, interpreter, cwd, environment, timeout, where, stdin);
    }

    public ShellJob withStdin(String input) {
        return new ShellJob(script, interpreter, cwd, environment, timeout, host, input);
    }

    public ShellJob withInterpreter(List<String> program) {
        return new ShellJob(script, program, cwd, environment, timeout, host, stdin);
    }
}
