package dev.runbook.database.fence;

import dev.runbook.database.Catalog;
import dev.runbook.database.Session;

import dev.runbook.database.settings.ConnectionSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which server, which database and which role a session really reached.
///
/// @param version as the server names it: `15.20 (Debian 15.20-0+deb12u1)`
/// @param versionNumber the same as a number: 150020
/// @param address the server's own address and port, or for a Unix socket the client's way to it
/// @param systemIdentifier the cluster's number, which its standbys and clones share; null where the role may
///        not read it
/// @param timeline the history's number, which every promotion and point-in-time restore raises; 0 when unknown
public record ServerIdentity(String version, int versionNumber, boolean inRecovery, String database, String user,
        boolean superuser, String address, @Nullable String systemIdentifier, long timeline) {

    private static final String BASICS = """
            SELECT current_setting('server_version'), current_setting('server_version_num'), pg_is_in_recovery(),
              current_database(), current_user, current_setting('is_superuser') = 'on',
              host(inet_server_addr()) || ':' || inet_server_port(),
              has_function_privilege('pg_control_system()', 'EXECUTE'),
              has_function_privilege('pg_control_checkpoint()', 'EXECUTE')""";
    private static final String SYSTEM = "SELECT system_identifier FROM pg_control_system()";
    private static final String PRIMARY_TIMELINE = "SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint";
    private static final String STANDBY_TIMELINE = "SELECT timeline_id FROM pg_control_checkpoint()";

    /// Asks the server.
    ///
    /// @throws dev.runbook.problem.Refusal when it does not answer
    public static ServerIdentity of(Session session) {
        List<@Nullable String> cells = Catalog.row(session, BASICS);
        boolean standby = is(cells.get(2));
        String timeline = standby && !is(cells.get(8))
                ? "0"
                : one(session, standby ? STANDBY_TIMELINE : PRIMARY_TIMELINE);
        return new ServerIdentity(text(cells.get(0)), Integer.parseInt(text(cells.get(1))), standby, text(cells.get(3)),
                text(cells.get(4)), is(cells.get(5)),
                Objects.requireNonNullElseGet(cells.get(6), () -> way(session.settings())),
                is(cells.get(7)) ? one(session, SYSTEM) : null, Long.parseLong(timeline));
    }

    /// Why a number that one server gave out means nothing on another, or null when it is the same history.
    public @Nullable String differenceFrom(ServerIdentity other) {
        if (systemIdentifier == null || other.systemIdentifier == null) {
            return "the role may not read the system identifier (pg_control_system)";
        }
        if (!systemIdentifier.equals(other.systemIdentifier)) {
            return "another cluster: system identifier %s, not %s".formatted(systemIdentifier, other.systemIdentifier);
        }
        if (timeline != other.timeline) {
            return "another timeline: %d, not %d; there was a failover or a restore".formatted(timeline,
                    other.timeline);
        }
        if (!database.equals(other.database)) {
            return "another database: %s, not %s".formatted(database, other.database);
        }
        return address.equals(other.address)
                ? null
                : "another address: %s, not %s; it may be a clone".formatted(address, other.address);
    }

    private static String way(ConnectionSettings settings) {
        return settings.host() + ":" + settings.port();
    }

    private static String one(Session session, String sql) {
        return text(Catalog.row(session, sql).getFirst());
    }

    private static String text(@Nullable String cell) {
        return String.valueOf(cell);
    }

    private static boolean is(@Nullable String cell) {
        return "t".equals(cell);
    }
}
