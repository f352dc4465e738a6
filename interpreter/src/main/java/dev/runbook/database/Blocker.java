package dev.runbook.database;

import dev.runbook.value.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A session that others wait for.
///
/// @param pid its server process; 0 for a prepared transaction, which has none
/// @param state `active`, `idle in transaction`, …; empty where the asking role may not see it
/// @param open how long its transaction has been open, or null where that can't be seen
/// @param query the first line of its last query
/// @param waits whether it waits for a lock itself
public record Blocker(int pid, String user, String application, String state, @Nullable Duration open, String query,
        boolean waits) {

    /// Who it is, in a line.
    public String sentence() {
        if (pid == 0) {
            return "a prepared transaction (pg_prepared_xacts lists them)";
        }
        StringBuilder text = new StringBuilder("pid " + pid + " (").append(user);
        text.append(application.isEmpty() ? "" : ", " + application).append(state.isEmpty() ? "" : ", " + state);
        if (open != null) {
            text.append(", in a transaction for ").append(Durations.format(open));
        }
        return text.append(waits ? ", waits itself)" : ")").append(query.isEmpty() ? "" : ": " + query).toString();
    }
}
