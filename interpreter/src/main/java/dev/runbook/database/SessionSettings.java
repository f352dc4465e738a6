package dev.runbook.database;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The settings that every session of ours has, so that the locks of a vanished client go soon and a commit
/// that was acknowledged stays; then those that the runbook asks for.
final class SessionSettings {
    /// In a statement of their own only behind a pooler, which must have been looked at before.
    private static final String OURS = """
            SELECT pg_backend_pid(), CASE WHEN pg_backend_pid() = :pid THEN array[
              set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
              set_config('tcp_keepalives_count', '3', false),
              CASE WHEN current_setting('client_connection_check_interval', true) = '0'
                THEN set_config('client_connection_check_interval', '1s', false) END,
              CASE WHEN current_setting('idle_in_transaction_session_timeout') = '0'
                THEN set_config('idle_in_transaction_session_timeout', '10min', false) END,
              CASE WHEN current_setting('synchronous_commit') = 'off'
                THEN set_config('synchronous_commit', 'on', false) END] END""";

    private SessionSettings() {}

    /// Sets them, on a session that is the server's own: nothing is set on one that a pooler shares out.
    ///
    /// @return the number of the server's process
    static int apply(Session session, SessionOptions options) {
        refuseLooseCommits(options.settings());
        int pid = ours(session, session.protocolPid());
        if (pid != session.protocolPid()) {
            Pooler.refuse(session.settings());
            ours(session, pid);
        }
        if (!options.settings().isEmpty()) {
            set(session, options.settings());
        }
        return pid;
    }

    private static int ours(Session session, int pid) {
        return Integer
                .parseInt(String.valueOf(Catalog.row(session, OURS.replace(":pid", Integer.toString(pid))).getFirst()));
    }

    private static void set(Session session, Map<String, String> settings) {
        String calls = settings.entrySet().stream()
                .map(e -> "set_config(" + Literal.of(e.getKey()) + ", " + Literal.of(e.getValue()) + ", false)")
                .collect(Collectors.joining(", "));
        if (session.execute("SELECT " + calls) instanceof StatementResult.Failed failed) {
            throw new Refusal(
                    Problem.error(null, "the server refuses the connection's settings: " + failed.error().message(),
                            "Correct \"settings\"; SHOW ALL lists them and what they take."));
        }
    }

    private static void refuseLooseCommits(Map<String, String> settings) {
        Map<String, String> lower = new LinkedHashMap<>();
        settings.forEach((name, value) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), value));
        if (lower.getOrDefault("synchronous_commit", "on").matches("(?i)off|false|no|0")) {
            throw new Refusal(Problem.error(null, "synchronous_commit = off is not possible",
                    "A commit that the server forgets in a crash cannot be resumed from: remove the setting."));
        }
    }
}
