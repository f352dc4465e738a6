package dev.runbook.cli.terminal;

import dev.runbook.action.Operator;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.expression.Scope;
import dev.runbook.journal.RunDirectory;
import dev.runbook.model.Runbook;
import dev.runbook.plan.Plan;
import dev.runbook.run.stage.Site;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Puts together the place where a run works.
public record Sites(Runbook runbook, Plan plan, Set<String> accepted, Surroundings around, Terminal terminal,
        Keyboard keyboard,
        Secrets secrets, Site.Fence fence) {

    public Site site(Map<String, ConnectionSettings> connections, RunDirectory directory, boolean sandbox,
            Map<String, Value> names) {
        Path folder = Objects.requireNonNull(runbook.file().toAbsolutePath().normalize().getParent());
        boolean attended = terminal.interactive() && !sandbox;
        Operator person = terminal.interactive() ? new TerminalOperator(terminal, keyboard) : new Nobody();
        return new Site(folder, new Folder(directory, secrets), connections, runbook.hosts(), runbook.hints(),
                settings(Scope.of(names)), exported(connections),
                around.environment(), sandbox, plan.answers(), accepted, person, attended, secrets, Clock.systemUTC(),
                fence, around.milestones());
    }

    private Map<String, Map<String, String>> settings(Scope scope) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        runbook.connections().forEach((name, connection) -> {
            Map<String, String> settings = new LinkedHashMap<>();
            connection.settings().forEach((setting, value) -> settings.put(setting, value.eval(scope).text()));
            all.put(name, settings);
        });
        return all;
    }

    private Map<String, String> exported(Map<String, ConnectionSettings> connections) {
        Map<String, String> exported = new LinkedHashMap<>();
        runbook.connections().forEach((name, connection) -> connection.export().forEach(variable -> exported
                .put(variable, Objects.requireNonNull(connections.get(name)).libpqUrl())));
        return exported;
    }

    /// The run's folder as steps see it.
    private record Folder(RunDirectory directory, Secrets secrets) implements Site.Folder {
        @Override
        public Path path() {
            return directory.path();
        }

        @Override
        public Path log(String key, String stream) {
            return directory.log(key, stream);
        }

        @Override
        public Path newLog(String key, String stream) throws IOException {
            return directory.newLog(key, stream);
        }

        /// Its name is seen wherever the folder is listed.
        @Override
        public Path artifact(String name) throws IOException {
            return directory.artifact(secrets.mask().mask(name));
        }
    }
}
