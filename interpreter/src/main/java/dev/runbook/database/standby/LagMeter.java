package dev.runbook.database.standby;

import dev.runbook.database.Questions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far standbys are behind in time, look after look: by the primary, or by a standby itself.
public final class LagMeter {
    private final Map<String, Backlog> backlogs = new HashMap<>();

    /// The one that is furthest behind.
    ///
    /// @param behind for how long at least, or null where there is no standby
    /// @param who its name, or that there is none
    public record Lag(@Nullable Duration behind, String who) {}

    /// @throws dev.runbook.problem.Refusal when that can't be seen
    public Lag longest(Questions server) {
        List<Follower> followers = Followers.of(server);
        Lag longest = new Lag(null, "no standby is connected");
        for (Follower follower : followers) {
            Duration behind = behind(follower);
            if (longest.behind() == null || behind.compareTo(longest.behind()) > 0) {
                longest = new Lag(behind, follower.state().isEmpty() || follower.state().equals("streaming")
                        ? follower.name()
                        : follower.name() + ", " + follower.state());
            }
        }
        return longest;
    }

    private Duration behind(Follower follower) {
        Duration seen = backlogs.computeIfAbsent(follower.name(), _ -> new Backlog())
                .at(System.nanoTime(), follower.written(), follower.replayed());
        Duration said = follower.said();
        boolean counts = follower.isBehind() || follower.state().startsWith("not connected");
        return said != null && counts && said.compareTo(seen) > 0 ? said : seen;
    }
}
