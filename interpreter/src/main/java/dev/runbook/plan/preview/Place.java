package dev.runbook.plan.preview;

import dev.runbook.action.Action;
import dev.runbook.action.Backfill;
import dev.runbook.action.Backup;
import dev.runbook.action.Restore;
import dev.runbook.action.Shell;
import dev.runbook.action.Sql;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Work;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a step works.
///
/// @param connection the connection that it speaks to or hands to its script, or null where it has none
/// @param replica whether that connection leads to a standby, on which nothing can be changed
/// @param host the host that its script runs on, or null for this machine
record Place(@Nullable String connection, boolean replica, @Nullable String host) {
    private static final String MAIN = "main";

    /// @param late what is computed when the step begins, as it may be shown
    static Place of(Step step, Map<String, String> late, Map<String, Runbook.Connection> connections) {
        Action action = step.work() instanceof Work.Act(Action act) ? act : null;
        boolean script = action instanceof Shell;
        boolean database = script || action instanceof Sql || action instanceof Backfill || action instanceof Backup
                || action instanceof Restore;
        String name = database ? late.getOrDefault("connection", step.setting().connection()) : null;
        Runbook.Connection connection = name == null ? null : connections.get(name);
        return new Place(name, connection != null && connection.replica(),
                script ? late.getOrDefault("host", step.setting().host()) : null);
    }

    /// What to know about it, or null when nothing is out of the ordinary.
    @Nullable
    String sentence() {
        String there = connection == null || (connection.equals(MAIN) && !replica)
                ? ""
                : "connection " + connection + (replica ? ", a replica: read-only" : "");
        String on = host == null ? "" : "on host " + host;
        return there.isEmpty() && on.isEmpty() ? null : on + (on.isEmpty() || there.isEmpty() ? "" : ", ") + there;
    }
}
