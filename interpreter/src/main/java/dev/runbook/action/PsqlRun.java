package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.lockwait.LockRule;
import dev.runbook.shell.ShellResult;
import dev.runbook.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A SQL file that the real psql runs, in a session of its own, with the connection in its environment.
final class PsqlRun {
    private static final Pattern ERROR = Pattern.compile("(?m)^(?:psql:.*?:\\d+: )?((?:ERROR|FATAL|PANIC):  .*)$");
    private static final int LOST = 2;
    private static final int STOPPED = 3;

    private final Sql sql;
    private final Tools tools;

    PsqlRun(Sql sql, Tools tools) {
        this.sql = sql;
        this.tools = tools;
    }

    Observation run() {
        Map<String, String> env = new LinkedHashMap<>(tools.env());
        String script = "exec psql --no-psqlrc --no-password --quiet" + lockTimeout() + options() + variables(env)
                + " --file=\"$"
                + name("FILE") + "\"";
        Path file = Objects.requireNonNull(sql.file());
        env.put(name("FILE"), (file.startsWith(tools.cwd()) ? tools.cwd().relativize(file) : file).toString());
        ShellResult result = new ShellCall(tools).run(script, ShellCall.BASH, env);
        List<Fact> facts = new ArrayList<>();
        code(facts, "stdout", result.stdout().value());
        code(facts, "stderr", result.stderr().value());
        Map<String, Value> fields = Map.of("notices", Value.of(List.of()), "warnings", Value.of(List.of()), "errors",
                Value.of(errors(result.stderr().value())));
        Observation seen = new Observation(fields, facts, failure(result));
        return seen.failure() != null && sql.inOneTransaction() && result.exit() == STOPPED
                ? seen.leavingNothing()
                : seen;
    }

    private String lockTimeout() {
        LockRule rule = sql.locks().rule();
        return rule == null
                ? ""
                : " --command='SET lock_timeout = " + rule.timeout(false).toMillis() + "'";
    }

    private String options() {
        return (sql.manner().continues() ? "" : " --set=ON_ERROR_STOP=1")
                + (sql.inOneTransaction() ? " --single-transaction" : "");
    }

    /// Values go through the environment, for everyone can read a command line.
    private String variables(Map<String, String> env) {
        StringBuilder options = new StringBuilder();
        sql.vars().forEach((name, template) -> {
            env.put(name("VAR_" + name), template.eval(tools.scope()).text());
            options.append(" --command='\\getenv ").append(name).append(' ').append(name("VAR_" + name)).append('\'');
        });
        return options.toString();
    }

    private @Nullable Failure failure(ShellResult result) {
        if (result.timedOut()) {
            return Failure.of("timeout", "psql did not end in time", "psql was ended; what it had committed stays.");
        }
        if (result.cancelled()) {
            return Failure.of("interrupted", "stopped by the operator", "psql was ended; what it had committed stays.");
        }
        String stderr = result.stderr().value();
        Fact said = new Fact.Code("stderr", "text", stderr);
        Matcher error = ERROR.matcher(stderr);
        String title = error.find() ? error.group(1) : "psql: exit code " + result.exit();
        return switch (result.exit()) {
            case 0 -> null;
            case LOST -> Failure.of("connection", title, "psql lost its connection, or got none.", said);
            case STOPPED -> Failure.of("psql", title, "psql stopped at this error.", said);
            default -> Failure.of("exit", title, "psql ended with exit code " + result.exit() + ".", said);
        };
    }

    private static String name(String suffix) {
        return "RUNBOOK_" + suffix;
    }

    private static List<Value> errors(String stderr) {
        List<Value> errors = new ArrayList<>();
        Matcher matcher = ERROR.matcher(stderr);
        while (matcher.find()) {
            errors.add(Value.of(Map.of("sqlstate", Value.Null.NULL, "message", Value.of(matcher.group(1)))));
        }
        return errors;
    }

    private static void code(List<Fact> facts, String label, String text) {
        if (!text.isEmpty()) {
            facts.add(new Fact.Code(label, "text", text));
        }
    }
}
