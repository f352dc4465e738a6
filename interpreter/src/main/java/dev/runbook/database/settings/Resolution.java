package dev.runbook.database.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The way from a target's text to settings: what the text says, then its service, then the environment, then
/// libpq's defaults.
final class Resolution {
    private final Surroundings around;
    private final Invalid invalid;
    private final Map<Keyword, String> given = new EnumMap<>(Keyword.class);
    private final List<String> remarks = new ArrayList<>();

    Resolution(Map<Keyword, String> explicit, Surroundings around, Invalid invalid) {
        this.around = around;
        this.invalid = invalid;
        explicit.forEach((keyword, value) -> given.merge(keyword, value, (a, _) -> a));
        given.values().removeIf(String::isEmpty);
    }

    ConnectionSettings settings() {
        boolean namesHost = given.containsKey(Keyword.HOST);
        addService();
        addEnvironment(namesHost || given.containsKey(Keyword.HOST));
        checkChoices();
        int port = port();
        String host = host(port);
        String user = given.getOrDefault(Keyword.USER, around.user());
        String database = given.getOrDefault(Keyword.DBNAME, user);
        Password password = password(host, port, database, user);
        return new ConnectionSettings(host, port, user, password, database, others(), startupSettings(),
                invalid.origin(),
                remarks);
    }

    private void addService() {
        String service = given.getOrDefault(Keyword.SERVICE, around.variable("PGSERVICE"));
        if (service != null) {
            ServiceFile.service(service, around, invalid).forEach(given::putIfAbsent);
        }
    }

    /// A host that was named is the host that is meant: PGHOSTADDR must not lead elsewhere.
    private void addEnvironment(boolean namesHost) {
        for (Keyword keyword : Keyword.values()) {
            String variable = keyword.variable();
            String value = variable == null ? null : around.variable(variable);
            if (value != null && !(keyword == Keyword.HOSTADDR && namesHost)) {
                given.putIfAbsent(keyword, value);
            }
        }
    }

    private void checkChoices() {
        TlsChoices tls = new TlsChoices(given, invalid);
        tls.check();
        tls.addFiles(around.home());
        String session = given.getOrDefault(Keyword.TARGET_SESSION_ATTRS, "any");
        if (!session.equals("any") && !session.equals("read-write") && !session.equals("primary")) {
            throw invalid.because("target_session_attrs=" + session + " is not supported",
                    "Name the one server that is meant.");
        }
        if (given.containsKey(Keyword.REPLICATION)) {
            throw invalid.because("a replication connection runs no runbook", "Remove \"replication\".");
        }
    }

    private int port() {
        String text = given.getOrDefault(Keyword.PORT, "5432");
        refuseSeveral(text, "ports");
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // said below, as for a number out of range
        }
        throw invalid.because("not a port" + (text.matches("\\d+") ? ": " + text : ""),
                "A port is a number from 1 to 65535."
                        + " A \":\", \"/\" or \"@\" in a password is written %3A, %2F, %40.");
    }

    private String host(int port) {
        String address = given.get(Keyword.HOSTADDR);
        String host = given.getOrDefault(Keyword.HOST, address != null ? address : SocketDirectory.defaultHost(port));
        refuseSeveral(host, "hosts");
        if (host.startsWith("@")) {
            throw invalid.because("abstract Unix sockets are not supported", "Name the socket's directory.");
        }
        return host;
    }

    private void refuseSeveral(String text, String what) {
        if (text.contains(",")) {
            throw invalid.because("several " + what, "Name the one server that is meant: a run that changes the"
                    + " server half-way could not tell what it did.");
        }
    }

    private @Nullable Password password(String host, int port, String database, String user) {
        String given = this.given.get(Keyword.PASSWORD);
        if (given != null) {
            return new Password(given);
        }
        String file = this.given.get(Keyword.PASSFILE);
        Path path = file != null ? Path.of(file) : around.home().resolve(".pgpass");
        return new PasswordFile(path, remarks).password(host, port, database, user);
    }

    private Map<Keyword, String> others() {
        Map<Keyword, String> others = new EnumMap<>(given);
        List.of(Keyword.HOST, Keyword.PORT, Keyword.USER, Keyword.PASSWORD, Keyword.DBNAME, Keyword.SERVICE,
                Keyword.PASSFILE, Keyword.CLIENT_ENCODING).forEach(others::remove);
        if (Objects.equals(others.get(Keyword.REQUIRESSL), "1")) {
            others.putIfAbsent(Keyword.SSLMODE, "require");
        }
        others.remove(Keyword.REQUIRESSL);
        return others;
    }

    /// libpq sends these variables as settings of the session.
    private Map<String, String> startupSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        Map.of("PGTZ", "TimeZone", "PGDATESTYLE", "DateStyle", "PGGEQO", "geqo").forEach((variable, setting) -> {
            String value = around.variable(variable);
            if (value != null && !value.equals("default")) {
                settings.put(setting, value);
            }
        });
        return settings;
    }
}
