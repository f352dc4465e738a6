package dev.runbook.database.standby;

import dev.runbook.database.Questions;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.standby.LagMeter.Lag;
import dev.runbook.problem.Refusal;
import java.util.HashMap;
import java.util.Map;

/// The standby that is furthest behind, look after look: among those that follow a primary, by what it says of them, and
/// those to which a connection leads, by what they say themselves. A standby that has lost its primary is no follower
/// of it any more, and yet has readers.
public final class Laggard implements AutoCloseable {
    private final Questions primary;
    private final Standbys standbys;
    private final LagMeter followers = new LagMeter();
    private final Map<String, LagMeter> own = new HashMap<>();

    /// @param connections those that lead to standbys, by their names
    public Laggard(Questions primary, Map<String, ConnectionSettings> connections, String application) {
        this.primary = primary;
        this.standbys = new Standbys(connections, application);
    }

    /// How far it is behind.
    ///
    /// @throws Refusal when that can't be seen
    public Lag now() {
        Lag longest = byPrimary();
        for (String name : standbys.names()) {
            Lag lag = own.computeIfAbsent(name, _ -> new LagMeter()).longest(standbys.on(name));
            if (lag.behind() != null
                    && (longest.behind() == null || lag.behind().compareTo(longest.behind()) > 0)) {
                longest = new Lag(lag.behind(), lag.who().replaceFirst("^this standby", name));
            }
        }
        return longest;
    }

    /// What the primary may not tell us, the standbys themselves can.
    private Lag byPrimary() {
        try {
            return followers.longest(primary);
        } catch (Refusal e) {
            if (standbys.names().isEmpty()) {
                throw e;
            }
            return new Lag(null, "");
        }
    }

    @Override
    public void close() {
        standbys.close();
    }
}
