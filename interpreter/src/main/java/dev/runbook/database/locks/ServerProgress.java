package dev.runbook.database.locks;

import dev.runbook.database.Questions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How far the server says that a long command has come (`pg_stat_progress_…`).
///
/// @param command `CREATE INDEX CONCURRENTLY`, `VACUUM`, `COPY FROM`, …
/// @param phase as PostgreSQL names it; empty where the command has none
/// @param relation what it works on, or empty
/// @param done of the phase, in its own unit
/// @param total 0 where it is not known
public record ServerProgress(int pid, String command, String phase, String relation, long done, long total,
        String unit) {

    /// A view of the server's.
    ///
    /// @param since the first version that has it
    private record View(int since, String sql) {}

    private static final List<View> VIEWS = List.of(
            new View(120_000, """
                    SELECT pid, command, phase, relid, CASE WHEN tuples_total > 0 THEN tuples_done
                        WHEN blocks_total > 0 THEN blocks_done WHEN lockers_total > 0 THEN lockers_done ELSE 0 END,
                      CASE WHEN tuples_total > 0 THEN tuples_total WHEN blocks_total > 0 THEN blocks_total
                        WHEN lockers_total > 0 THEN lockers_total ELSE 0 END,
                      CASE WHEN tuples_total > 0 THEN 'rows' WHEN blocks_total > 0 THEN 'blocks' ELSE 'lockers' END
                    FROM pg_stat_progress_create_index"""),
            new View(90_600, """
                    SELECT pid, 'VACUUM', phase, relid, CASE WHEN phase LIKE '%vacuuming heap%' THEN heap_blks_vacuumed
                        ELSE heap_blks_scanned END, heap_blks_total, 'blocks'
                    FROM pg_stat_progress_vacuum"""),
            new View(140_000, """
                    SELECT pid, command, '', relid, bytes_processed, bytes_total, 'bytes'
                    FROM pg_stat_progress_copy"""),
            new View(120_000, """
                    SELECT pid, command, phase, relid, heap_blks_scanned, heap_blks_total, 'blocks'
                    FROM pg_stat_progress_cluster"""),
            new View(130_000, """
                    SELECT pid, 'BASE BACKUP', phase, 0::oid, backup_streamed, coalesce(backup_total, 0), 'bytes'
                    FROM pg_stat_progress_basebackup"""));

    static List<ServerProgress> read(Questions server, Collection<Integer> pids, int version) {
        String views = VIEWS.stream().filter(view -> view.since() <= version).map(View::sql)
                .collect(Collectors.joining(" UNION ALL "));
        String sql = "SELECT p.*, c.relname FROM (" + views + ") p (pid, command, phase, relid, done, total, unit)"
                + " LEFT JOIN pg_class c ON c.oid = p.relid WHERE p.pid IN (" + Look.list(pids) + ")";
        List<ServerProgress> progress = new ArrayList<>();
        for (List<@Nullable String> row : Look.rows(server, sql)) {
            progress.add(new ServerProgress(Integer.parseInt(Look.text(row.get(0))), Look.text(row.get(1)),
                    Look.text(row.get(2)), Look.text(row.get(7)), number(row.get(4)), number(row.get(5)),
                    Look.text(row.get(6))));
        }
        return progress;
    }

    /// How much of the phase is done, from 0 to 1, or -1 where that is not known.
    public double fraction() {
        return total <= 0 ? -1 : Math.min(1, (double) done / total);
    }

    private static long number(@Nullable String cell) {
        return cell == null || cell.isEmpty() ? 0 : Long.parseLong(cell);
    }
}
