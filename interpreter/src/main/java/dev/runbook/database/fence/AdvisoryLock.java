package dev.runbook.database.fence;

import dev.runbook.database.Catalog;
import dev.runbook.database.Session;

import dev.runbook.database.fence.Sentinel.Holder;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The two advisory locks that a database's runs share, and who holds them.
///
/// They are only ever tried, never waited for: a session that waits for a lock holds a snapshot, and CREATE
/// INDEX CONCURRENTLY waits for snapshots.
enum AdvisoryLock {
    /// Held exclusively by the one run that is at work.
    OPERATOR(1),
    /// Held by each session of the run that works, shared.
    FENCE(2);

    /// `RUNB` in ASCII: the first of the two keys.
    private static final int SPACE = 0x52554e42;

    private final int key;

    AdvisoryLock(int key) {
        this.key = key;
    }

    boolean tryExclusive(Session session) {
        return Catalog.isTrue(session, call("pg_try_advisory_lock"));
    }

    boolean tryShared(Session session) {
        return Catalog.isTrue(session, call("pg_try_advisory_lock_shared"));
    }

    void release(Session session) {
        Catalog.row(session, call("pg_advisory_unlock"));
    }

    /// A query of one boolean: whether a server process holds the lock.
    String heldBy(int pid) {
        return "SELECT EXISTS (SELECT FROM pg_locks l WHERE l.granted AND l.pid = " + pid + " AND " + isThis() + ")";
    }

    /// A boolean in a query: whether those of these server processes that are still there hold the lock, all of them.
    String heldByAll(List<Integer> pids) {
        return pids.isEmpty()
                ? "true"
                : "NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid IN ("
                        + pids.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ") AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.granted AND l.pid = a.pid AND " + isThis()
                        + "))";
    }

    /// Who holds it; a plain role does not see other roles' states, addresses and times.
    List<Holder> holders(Session session) {
        return Catalog.rows(session, """
                SELECT l.pid, a.application_name, host(a.client_addr), a.backend_start, a.state, a.usename
                FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.granted AND l.pid <> pg_backend_pid() AND\s""" + isThis() + " ORDER BY a.backend_start, l.pid")
                .stream()
                .map(AdvisoryLock::holder).toList();
    }

    private static Holder holder(List<@Nullable String> cells) {
        return new Holder(Integer.parseInt(String.valueOf(cells.get(0))), text(cells.get(1)), text(cells.get(5)),
                cells.get(2),
                cells.get(3), cells.get(4));
    }

    private static String text(@Nullable String cell) {
        return cell == null ? "" : cell;
    }

    private String isThis() {
        return "l.locktype = 'advisory' AND l.objsubid = 2 AND l.classid = " + SPACE + " AND l.objid = " + key
                + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    }

    private String call(String function) {
        return "SELECT " + function + "(" + SPACE + ", " + key + ")";
    }
}
