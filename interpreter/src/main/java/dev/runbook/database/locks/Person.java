package dev.runbook.database.locks;

import dev.runbook.value.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Another session of the server, as far as our role may see it.
///
/// @param pid 0 for a prepared transaction, which has no session
/// @param state `active`, `idle in transaction`, …; null where the role may not see it
/// @param inState for how long, or null
/// @param query the first line of its last statement
public record Person(int pid, String user, String application, @Nullable String state, @Nullable Duration inState,
        String query) {

    static Person unknown(int pid) {
        return new Person(pid, "", "", null, null, "");
    }

    /// Who it is: `pid 4711 (user web, application api)`.
    public String named() {
        if (pid == 0) {
            return "a prepared transaction (pg_prepared_xacts)";
        }
        String who = (user.isEmpty() ? "" : "user " + user)
                + (application.isEmpty() ? "" : (user.isEmpty() ? "" : ", ") + "application " + application);
        return "pid " + pid + (who.isEmpty() ? "" : " (" + who + ")");
    }

    /// Who it is, in few words: `pid 4711 (api)`.
    public String brief() {
        String who = application.isEmpty() ? user : application;
        return pid == 0 ? "a prepared transaction" : "pid " + pid + (who.isEmpty() ? "" : " (" + who + ")");
    }

    /// What it does: `idle in transaction for 12m`.
    public String doing() {
        return state == null ? "" : inState == null ? state : state + " for " + Durations.format(inState);
    }
}
