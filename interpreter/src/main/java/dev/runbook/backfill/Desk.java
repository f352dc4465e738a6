package dev.runbook.backfill;

import dev.runbook.database.fence.CommitToken.Resolution;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.evidence.Failure;
import dev.runbook.lockwait.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a backfill needs of the step that it is: somewhere to note how far it has come.
public interface Desk extends Worker {
    /// The connections that lead to standbys, by their names.
    Map<String, ConnectionSettings> replicas();

    /// How far an earlier try, or an earlier process, has come with certainty; null when none has begun.
    @Nullable
    Progress reached();

    /// Notes how far it has come with certainty.
    void reached(Progress progress);

    /// Puts on disk what tells later whether the open transaction was committed, and how far the backfill has come with
    /// it and without it.
    ///
    /// @return why nothing may be committed, or null
    @Nullable
    Failure committing(Progress before, Progress after);

    /// Finds out what became of the transaction whose COMMIT got no answer, by asking the server on a new connection,
    /// then the operator where there is one.
    Resolution fate();
}
