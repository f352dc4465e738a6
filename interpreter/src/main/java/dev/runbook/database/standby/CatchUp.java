package dev.runbook.database.standby;

import dev.runbook.database.Questions;
import dev.runbook.database.Unreachable;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether standbys have replayed what a primary had written when it was begun. Asked are those that follow it, by what
/// it says of them, and those to which a connection leads, themselves. One that was seen once is waited for even
/// when it is gone.
public final class CatchUp implements AutoCloseable {
    private static final String WRITTEN = """
            SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint,
              current_setting('wal_block_size')::int""";
    private static final String REPLAYED = """
            SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint""";
    /// Behind the header of a page that nothing has been written to yet; a standby stands before it.
    private static final Set<Long> HEADERS = Set.of(24L, 40L);

    private final Questions primary;
    private final Standbys standbys;
    private final long position;
    private final Set<String> seen = new LinkedHashSet<>();

    /// A standby on its way.
    ///
    /// @param state in a word: `streaming`, `not connected`
    /// @param missing how many bytes it has still to replay, or -1 where nobody knows
    public record Standing(String name, String state, long missing) {
        public boolean arrived() {
            return missing == 0;
        }
    }

    /// @param connections those that lead to standbys, by their names
    /// @throws Refusal when it is no primary
    public CatchUp(Questions primary, Map<String, ConnectionSettings> connections, String application) {
        this.primary = primary;
        this.standbys = new Standbys(connections, application);
        this.position = position(primary);
    }

    private static long position(Questions primary) {
        if ("t".equals(Followers.rows(primary, "SELECT pg_is_in_recovery()").getFirst().getFirst())) {
            throw new Refusal(Problem.error(null, "the step's connection leads to a standby",
                    "Who waits for the standbys of a primary asks the primary: say connection: main."));
        }
        List<@Nullable String> row = Followers.rows(primary, WRITTEN).getFirst();
        long written = Followers.bytes(row.getFirst());
        long inPage = written % Followers.bytes(row.getLast());
        return HEADERS.contains(inPage) ? written - inPage : written;
    }

    /// How far each is now.
    ///
    /// @throws Refusal when nobody can be asked
    public List<Standing> look() {
        Map<String, Standing> now = new LinkedHashMap<>();
        followers().forEach(follower -> now.put(follower.name(), standing(follower.name(), follower.state(),
                follower.replayed())));
        standbys.names().forEach(name -> now.put(name, asked(name)));
        seen.addAll(now.keySet());
        List<Standing> all = new ArrayList<>(now.values());
        seen.stream().filter(name -> !now.containsKey(name))
                .forEach(name -> all.add(new Standing(name, "not connected any more", -1)));
        return all;
    }

    /// What the primary may not tell us, the standbys themselves can.
    private List<Follower> followers() {
        try {
            return Followers.of(primary);
        } catch (Refusal e) {
            if (standbys.names().isEmpty()) {
                throw e;
            }
            return List.of();
        }
    }

    private Standing standing(String name, String state, long replayed) {
        return new Standing(name, state, Math.max(0, position - replayed));
    }

    private Standing asked(String name) {
        try {
            return standing(name, "asked itself", Followers.bytes(
                    Followers.rows(standbys.on(name), REPLAYED).getFirst().getFirst()));
        } catch (Unreachable e) {
            return new Standing(name, "cannot be reached", -1);
        } catch (Refusal e) {
            return new Standing(name, "does not answer", -1);
        }
    }

    @Override
    public void close() {
        standbys.close();
    }
}
