package dev.runbook.sandbox;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A data directory and the server that runs on it, in a folder of ours: `data`, `server.log`.
record Cluster(Installation installation, Account account, Path folder) {
    private static final int ATTEMPTS = 5;

    /// How a server ends.
    enum Stop {
        /// Sessions are ended and everything is written: the data directory can be copied.
        FAST,
        /// At once, as in a power cut: the next start recovers from the log.
        IMMEDIATE
    }

    /// Makes a data directory whose superuser `postgres` has the given password, under the first account that can.
    static Cluster create(Installation installation, Path folder, String password) throws IOException {
        String output = "";
        for (Account account : Account.candidates(folder)) {
            Cluster cluster = new Cluster(installation, account, folder);
            cluster.prepareFolder();
            // C.UTF-8 is everywhere on Linux, but not on every Mac.
            for (String locale : List.of("C.UTF-8", "C")) {
                Program.Result result = cluster.initialize(password, locale);
                if (result.succeeded()) {
                    cluster.readOurSettings();
                    return cluster;
                }
                output = output.isEmpty() ? result.output() : output;
                Trees.delete(cluster.data());
            }
        }
        Trees.delete(folder);
        throw unavailable(installation, "initdb failed", output);
    }

    private Program.Result initialize(String password, String locale) throws IOException {
        Path secret = Files.writeString(Files.createTempFile(folder, "secret", ""), password);
        account.own(secret);
        account.own(Files.createDirectories(data()));
        try {
            return Program.run(folder, account.command(installation.program("initdb"), "-D", data().toString(), "-U",
                    "postgres", "--pwfile", secret.toString(), "-A", "scram-sha-256", "-E", "UTF8", "--locale", locale,
                    "--no-sync"));
        } finally {
            Files.delete(secret);
        }
    }

    private void readOurSettings() throws IOException {
        Files.writeString(data().resolve("postgresql.conf"), "\ninclude 'sandbox.conf'\n", StandardOpenOption.APPEND);
    }

    /// Lets the account in, and gives it a log: it can't make files in our folder.
    void prepareFolder() throws IOException {
        account.admitTo(folder);
        Files.deleteIfExists(log());
        account.own(Files.createFile(log()));
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /// Starts the server on a free port and waits until it takes connections. A port is free only until another takes
    /// it, so a server that finds its port taken is started on the next.
    ///
    /// @param wish the port to try first, or null for any
    /// @return its port
    int start(Map<String, String> settings, @Nullable Integer wish) throws IOException {
        int port = wish != null ? wish : freePort();
        for (int attempt = 1; true; attempt++) {
            long before = Files.size(log());
            Program.Result result = start(settings, port);
            if (result.succeeded()) {
                return port;
            }
            String said = logFrom(before);
            if (attempt == ATTEMPTS || !said.contains("could not create any TCP/IP sockets")) {
                throw unavailable(installation, "the server did not start", said.isBlank() ? result.output() : said);
            }
            port = freePort();
        }
    }

    private String logFrom(long offset) throws IOException {
        byte[] whole = Files.readAllBytes(log());
        return new String(whole, (int) offset, whole.length - (int) offset, StandardCharsets.UTF_8);
    }

    private Program.Result start(Map<String, String> settings, int port) throws IOException {
        Path file = data().resolve("sandbox.conf");
        Files.writeString(file, configuration(settings, port));
        account.own(file);
        return Program.run(folder, control("start", "-l", log().toString()));
    }

    /// No Unix socket, as the path of a temporary folder may be too long for one.
    private static String configuration(Map<String, String> settings, int port) {
        String wanted = settings.entrySet().stream()
                .map(setting -> "%s = '%s'\n".formatted(setting.getKey(),
                        setting.getValue().replace("\\", "\\\\").replace("'", "''")))
                .collect(Collectors.joining());
        return """
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                timezone = 'UTC'
                log_timezone = 'UTC'
                """ + wanted + "port = " + port + "\n";
    }

    void stop(Stop mode) {
        Program.Result result = Program.run(folder, stopCommand(mode));
        if (!result.succeeded()) {
            throw unavailable(installation, "the server did not stop", result.output());
        }
    }

    List<String> stopCommand(Stop mode) {
        return control("stop", "-m", mode.name().toLowerCase(Locale.ROOT));
    }

    private List<String> control(String verb, String... arguments) {
        List<String> command = account.command(installation.program("pg_ctl"), verb, "-s", "-w", "-D",
                data().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Refusal unavailable(Installation installation, String what, String output) {
        return new Refusal(Problem.error(null,
                "the sandbox's PostgreSQL " + installation.version() + " is not to be had: " + what,
                "It runs from " + installation.bin() + ". Its last words:\n" + Trees.lastLines(output, 12)));
    }
}
