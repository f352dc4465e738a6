package dev.runbook.story;

import dev.runbook.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a run before its first step: who runs what, on which server, with which parameters.
///
/// @param run the run's id: time stamp, runbook and a short hash
/// @param file the runbook's path as it was given
/// @param fileHash SHA-256 of the runbook's bytes, in hexadecimal
/// @param commit the Git commit that the file is at, with `+changes` when it differs; empty outside Git
/// @param selection the options that selected a part of the runbook, or empty for the whole
/// @param sandbox whether the run takes place on a server that is thrown away afterwards
/// @param params their values, secrets masked
/// @param estimate as the runbook says it, or null
public record RunHeader(String run, String runbook, String title, String description, String owner, String risk,
        String file, String fileHash, String commit, String operator, String host, String version, String selection,
        boolean sandbox, Server server, Map<String, Value> params, @Nullable Duration estimate,
        List<Contact> contacts) {

    /// The server that a run works on.
    ///
    /// @param role `primary` or `standby`
    /// @param system its system identifier, or empty where the role may not read it
    public record Server(String address, String database, String user, String version, String role, String system) {
        @Override
        public String toString() {
            return "%s at %s as %s (PostgreSQL %s, %s)".formatted(database, address, user, version, role);
        }
    }

    /// Somebody to call.
    public record Contact(int level, String role, String reach, String when) {}

    /// The same, on the same server at another address than it was begun at.
    RunHeader at(String address) {
        String first = server.address().replaceFirst(".* \\(begun at (.*)\\)$", "$1");
        Server moved = new Server(address + " (begun at " + first + ")", server.database(), server.user(),
                server.version(), server.role(), server.system());
        return new RunHeader(run, runbook, title, description, owner, risk, file, fileHash, commit, operator, host,
                version, selection, sandbox, moved, params, estimate, contacts);
    }

    public RunHeader {
        params = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(params));
        contacts = List.copyOf(contacts);
    }
}
