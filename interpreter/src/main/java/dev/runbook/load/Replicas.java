package dev.runbook.load;

import dev.runbook.action.Action;
import dev.runbook.action.Assert;
import dev.runbook.action.Backfill;
import dev.runbook.action.Backup;
import dev.runbook.action.Confirm;
import dev.runbook.action.Http;
import dev.runbook.action.Pause;
import dev.runbook.action.Prompt;
import dev.runbook.action.Restore;
import dev.runbook.action.Shell;
import dev.runbook.action.Sql;
import dev.runbook.action.WaitForReplicas;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.Connection;
import dev.runbook.model.Runbook.Environment;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.problem.Problems;
import dev.runbook.source.Span;
import dev.runbook.sql.Script;
import dev.runbook.sql.effect.Writing;
import dev.runbook.sql.file.ScriptFile;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Refuses what would change something on a connection that is a replica: the server would refuse it as well, but only
/// when the steps before it have been done.
final class Replicas {
    private static final Set<String> READ_ONLY = Set.of("default_transaction_read_only", "transaction_read_only");

    private final Set<String> replicas;
    private final Problems problems;

    private Replicas(Set<String> replicas, Problems problems) {
        this.replicas = replicas;
        this.problems = problems;
    }

    static void check(Runbook runbook, Problems problems) {
        Set<String> names = new HashSet<>();
        note(runbook.connections(), names, problems);
        runbook.environments().values().stream().map(Environment::connections)
                .forEach(connections -> note(connections, names, problems));
        if (!names.isEmpty()) {
            Replicas rule = new Replicas(names, problems);
            Steps.all(runbook).forEach(rule::look);
        }
    }

    private static void note(Map<String, Connection> connections, Set<String> names, Problems problems) {
        connections.values().stream().filter(Connection::replica).forEach(connection -> {
            names.add(connection.name());
            connection.settings().forEach((setting, value) -> {
                if (READ_ONLY.contains(setting.toLowerCase(Locale.ROOT))) {
                    problems.error(value.span(), "\"" + setting + "\" on a replica",
                            "A connection with `replica: true` is always read-only; take the setting out.");
                }
            });
        });
    }

    private void look(Step step) {
        if (step.work() instanceof Work.Act(Action action) && replicas.contains(step.setting().connection())) {
            switch (action) {
                case Sql sql -> writing(sql, step);
                case Restore _,Backfill _ -> refuse(step.label().span(), step.label().kind(), step);
                case WaitForReplicas _ -> refuse(step.label().span(), step.label().kind(), step);
                case Shell _,Http _,Confirm _,Prompt _,Assert _,Pause _,Backup _ -> {
                }
            }
        }
    }

    private void writing(Sql sql, Step step) {
        Script script = Script.read(sql.text(), sql.file(), sql.folder(),
                path -> ScriptFile.read(path.toString(), path));
        Writing.in(script).forEach(writing -> refuse(writing.place(), writing.command(), step));
    }

    private void refuse(Span place, String what, Step step) {
        problems.error(place, what + " can't run on the replica \"" + step.setting().connection() + "\"",
                "On a standby nothing can be changed, and no row be locked. Say `connection: main` for this step, or whichever connection leads to"
                        + " the primary.");
    }
}
