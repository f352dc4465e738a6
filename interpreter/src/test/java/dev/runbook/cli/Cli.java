package dev.runbook.cli;

import dev.runbook.cli.terminal.Terminal;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The program as a person calls it, in this process: arguments and environment in, exit code and output out.
public record Cli(Map<String, String> environment) {

    /// What a call left behind.
    public record Result(int exit, String out, String err) {}

    /// With this process's environment, less anything that names a database or a CI system.
    public static Cli withoutTarget() {
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.equals("DATABASE_URL")
                || name.startsWith("GITHUB_"));
        return new Cli(environment);
    }

    Cli with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Cli(more);
    }

    public Result call(String... arguments) {
        return call(new StringReader(""), false, arguments);
    }

    /// With a person in front of it who types this.
    Result typing(Reader keys, String... arguments) {
        return call(keys, true, arguments);
    }

    private Result call(Reader keys, boolean interactive, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), new BufferedReader(keys), interactive, false);
        int exit = Main.run(terminal, environment, arguments);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
