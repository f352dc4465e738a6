package dev.runbook.database.standby;

import dev.runbook.database.Answer;
import dev.runbook.database.Questions;
import dev.runbook.database.StatementResult;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a server for its standbys, or a standby for itself.
public final class Followers {
    /// Who follows a primary. What replays nothing, such as pg_receivewal, is none; of those that the role may not see
    /// there is a name only.
    private static final String OF_PRIMARY = """
            SELECT coalesce(nullif(application_name, ''), host(client_addr), 'pid ' || pid), coalesce(state, ''),
              pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint,
              pg_wal_lsn_diff(replay_lsn, '0/0')::bigint,
              (extract(epoch FROM replay_lag) * 1000)::bigint, state IS NULL
            FROM pg_stat_replication
            WHERE state IS NULL OR (replay_lsn IS NOT NULL AND state IN ('streaming', 'catchup'))
            ORDER BY 1""";
    /// A standby that is not connected knows nothing of what it lacks: then it is as far behind as what it replayed last
    /// is old.
    private static final String OF_ITSELF = """
            SELECT 'this standby', CASE WHEN EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) THEN ''
                ELSE 'not connected to its primary' END,
              pg_wal_lsn_diff(greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0')::bigint,
              pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint,
              CASE WHEN NOT EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL)
                THEN (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint END,
              false""";

    private Followers() {}

    /// @throws Refusal when the server does not answer, or may not tell us
    public static List<Follower> of(Questions server) {
        boolean standby = "t".equals(rows(server, "SELECT pg_is_in_recovery()").getFirst().getFirst());
        List<Follower> followers = new ArrayList<>();
        for (List<@Nullable String> row : rows(server, standby ? OF_ITSELF : OF_PRIMARY)) {
            if ("t".equals(row.get(5))) {
                throw new Refusal(Problem.error(null, "how far the standbys are behind can't be seen",
                        "Grant the role pg_monitor: without it pg_stat_replication tells their names only."));
            }
            String lag = row.get(4);
            followers.add(new Follower(String.valueOf(row.get(0)), String.valueOf(row.get(1)), bytes(row.get(2)),
                    bytes(row.get(3)), lag == null ? null : Duration.ofMillis(Math.max(0, Long.parseLong(lag)))));
        }
        return followers;
    }

    static List<List<@Nullable String>> rows(Questions server, String sql) {
        StatementResult result = server.execute(sql);
        Answer.Rows rows = result.rows();
        return switch (result) {
            case StatementResult.Completed _ when rows != null -> rows.rows();
            case StatementResult.Completed _ -> List.of();
            case StatementResult.Failed failed -> throw silent(failed.error().title());
            case StatementResult.Lost lost -> throw silent(lost.reason());
        };
    }

    static long bytes(@Nullable String cell) {
        return cell == null ? 0 : Long.parseLong(cell);
    }

    private static Refusal silent(String words) {
        return new Refusal(Problem.error(null, "the server does not say how far its standbys are: " + words,
                "Nothing is known of them while this lasts."));
    }
}
