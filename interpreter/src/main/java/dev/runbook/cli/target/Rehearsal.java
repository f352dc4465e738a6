package dev.runbook.cli.target;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.ConnectionSettings.Written;
import dev.runbook.expression.Expression;
import dev.runbook.expression.Scope;
import dev.runbook.model.Runbook;
import dev.runbook.sandbox.Sandbox;
import dev.runbook.sandbox.SandboxOptions;
import dev.runbook.sandbox.ScriptedServers;
import dev.runbook.shell.ChildEnvironment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a rehearsal takes place on: a PostgreSQL of our own, or servers that the runbook's own scripts start.
///
/// @param addresses by the connection's name; `main` is among them
public record Rehearsal(Map<String, String> addresses, Map<String, String> environment, Runnable stop)
        implements
            AutoCloseable {

    /// @param scope the names that are known before there is a server
    /// @param tell where it is said what takes place on what
    public static Rehearsal start(Runbook runbook, Scope scope, Map<String, String> environment,
            Consumer<String> tell) {
        Runbook.Sandbox wanted = Objects.requireNonNull(runbook.sandbox());
        Runbook.Server server = wanted.server();
        return server != null && isWanted(server.condition(), scope)
                ? scripted(runbook, server, scope, environment, tell)
                : own(wanted, environment, tell);
    }

    private static boolean isWanted(@Nullable Expression condition, Scope scope) {
        return condition == null || condition.test(scope);
    }

    private static Rehearsal own(Runbook.Sandbox wanted, Map<String, String> environment, Consumer<String> tell) {
        tell.accept("Rehearsal on a sandbox: no target is named, so nothing but a PostgreSQL of our"
                + " own, which is thrown away, is touched.");
        Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withMajor(wanted.postgres())
                .withSettings(wanted.settings()).withProgress(tell));
        return new Rehearsal(Map.of(Targets.MAIN, sandbox.url()), environment, sandbox::close);
    }

    private static Rehearsal scripted(Runbook runbook, Runbook.Server server, Scope scope,
            Map<String, String> environment, Consumer<String> tell) {
        tell.accept("Rehearsal on a sandbox: no target is named, so nothing but servers that the"
                + " runbook's own script starts, and that are thrown away, is touched.");
        Path folder = Objects.requireNonNull(runbook.file().toAbsolutePath().normalize().getParent());
        Map<String, String> env = new LinkedHashMap<>();
        server.env().forEach((name, value) -> env.put(name, value.eval(scope).text()));
        ScriptedServers servers = ScriptedServers.start(new ScriptedServers.Scripts(folder, server.start(),
                server.stop(), ChildEnvironment.build(environment, true, Map.of(), env).complete()),
                tell);
        return new Rehearsal(servers.addresses(), environment, servers::close);
    }

    public ConnectionSettings main() {
        return settings(Targets.MAIN);
    }

    /// Where a connection leads: where the scripts say, else to the same database as `main`.
    ConnectionSettings settings(String connection) {
        String address = addresses.getOrDefault(connection, Objects.requireNonNull(addresses.get(Targets.MAIN)));
        Map<String, String> others = new LinkedHashMap<>(environment);
        others.keySet().removeIf(name -> name.startsWith("PG"));
        return ConnectionSettings.of(new Written(address, "the sandbox", null),
                dev.runbook.database.settings.Surroundings.of(others));
    }

    @Override
    public void close() {
        stop.run();
    }
}
