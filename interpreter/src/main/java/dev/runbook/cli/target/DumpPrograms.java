package dev.runbook.cli.target;

import dev.runbook.action.Backup;
import dev.runbook.action.Restore;
import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.dump.ClientTools;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.plan.Plan;
import dev.runbook.problem.Problems;
import dev.runbook.source.Span;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks, before anything starts, whether the programs that backups and restores need are there and new enough for
/// their servers: pg_dump refuses a server newer than itself.
public final class DumpPrograms {
    private static final int MAJOR = 10_000;
    private static final String PG_DUMP = "pg_dump";
    private static final String PG_RESTORE = "pg_restore";

    private final ClientTools tools;
    private final Map<String, ConnectionSettings> connections;
    private final Problems problems = new Problems();
    /// By the connection's name.
    private final Map<String, Integer> servers = new HashMap<>();
    private final Map<Path, Integer> majors = new HashMap<>();

    private DumpPrograms(ClientTools tools, Map<String, ConnectionSettings> connections, ServerIdentity main) {
        this.tools = tools;
        this.connections = connections;
        servers.put(Targets.MAIN, main.versionNumber() / MAJOR);
    }

    /// @param main the target's own server
    /// @throws dev.runbook.problem.Refusal that names all that is missing or too old
    public static void check(Plan plan, boolean sandbox, Map<String, ConnectionSettings> connections,
            ServerIdentity main,
            Map<String, String> environment) {
        DumpPrograms programs = new DumpPrograms(new ClientTools(environment), connections, main);
        List<Step> setup = plan.runbook().sandbox() == null ? List.of() : plan.runbook().sandbox().setup();
        Steps.all(plan.runbook()).stream().filter(step -> plan.selection().whySkipped(step.label().key()) == null)
                .filter(step -> sandbox || !setup.contains(step)).forEach(programs::look);
        programs.problems.refuseErrors();
    }

    private void look(Step step) {
        List<String> needed = switch (step.work()) {
            case Work.Act(Backup backup) ->
                backup.format().isArchive() ? List.of(PG_DUMP, PG_RESTORE) : List.of(PG_DUMP);
            case Work.Act(Restore _) -> List.of(PG_DUMP, PG_RESTORE, "psql");
            case Work _ -> List.of();
        };
        if (needed.isEmpty()) {
            return;
        }
        Span place = step.label().span();
        needed.stream().filter(program -> tools.find(program) == null)
                .forEach(program -> problems.error(place, "the program " + program + " is not on the PATH",
                        "It comes with PostgreSQL's client tools (Debian: postgresql-client, Fedora: postgresql,"
                                + " macOS: brew install libpq)."));
        versions(place, step.setting().connection());
    }

    private void versions(Span place, String connection) {
        Path dump = tools.find(PG_DUMP);
        Path restore = tools.find(PG_RESTORE);
        int server = server(connection);
        int dumps = dump == null ? server : major(dump);
        if (dumps < server) {
            problems.error(place, "pg_dump is version %d, and the server is version %d".formatted(dumps, server),
                    "It refuses a server newer than itself. Put one of version " + server
                            + " or newer first on the PATH"
                            + where(server));
        }
        if (restore != null && dump != null && major(restore) < dumps) {
            problems.error(place,
                    "pg_restore is version %d, and pg_dump is version %d".formatted(major(restore), dumps),
                    "It may not read what pg_dump writes. Take both from one PostgreSQL.");
        }
    }

    private int major(Path program) {
        return majors.computeIfAbsent(program, tools::major);
    }

    private static String where(int server) {
        Path folder = ClientTools.elsewhere(PG_DUMP, server);
        return folder == null ? "." : "; there is one in " + folder + ".";
    }

    private int server(String connection) {
        return servers.computeIfAbsent(connection, name -> {
            ConnectionSettings settings = connections.get(name);
            return settings == null ? 0 : version(settings);
        });
    }

    private static int version(ConnectionSettings settings) {
        try (Session session = Session.open(settings, SessionOptions.named("runbook"))) {
            return ServerIdentity.of(session).versionNumber() / MAJOR;
        }
    }
}
