package dev.runbook.run.stage;

import dev.runbook.action.Operator;
import dev.runbook.database.Milestones;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.database.fence.CommitToken.Preparation;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.model.Step.Hint;
import dev.runbook.shell.Host;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a run takes place and with whom: everything from outside that it works with.
///
/// @param folder the runbook's own folder, from which its relative paths start
/// @param connections by name, `main` among them
/// @param settings what each session of a connection sets first, by the connection's name
/// @param exported further variables for shell children, which carry connections' URLs
/// @param environment our own variables
/// @param answers given beforehand, by the id of the step that asks
/// @param accepted the ids of steps that cannot be undone and may run all the same
/// @param person who is asked what was not answered beforehand
/// @param attended whether there is such a person
public record Site(Path folder, Folder runFolder, Map<String, ConnectionSettings> connections, Map<String, Host> hosts,
        List<Hint> hints,
        Map<String, Map<String, String>> settings, Map<String, String> exported, Map<String, String> environment,
        boolean sandbox, Map<String, Value> answers, Set<String> accepted, Operator person, boolean attended,
        Secrets secrets,
        Clock clock, Fence fence, Milestones milestones) {

    /// Keeps other operators out of the database.
    public interface Fence {
        /// Puts a new session behind the fence.
        void admit(String connection, Session session);

        /// Gives the open transaction of a connection's session what tells later whether it was committed.
        Preparation prepare(String connection, Session session);

        /// Why what a new session of a connection sees tells nothing of this run, since another server answers now; else
        /// null.
        @Nullable
        String elsewhere(String connection, Session session);

        /// Whether the database is still ours alone; tells those who ask which step the run is at.
        boolean holds(String step);

        /// The connection that keeps them out can be asked things meanwhile.
        StatementResult ask(String sql);
    }

    /// The run's own folder, as far as steps use it.
    public interface Folder {
        Path path();

        Path log(String key, String stream);

        /// A log that is about to be written.
        Path newLog(String key, String stream) throws IOException;

        Path artifact(String name) throws IOException;
    }
}
