package dev.runbook.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// An ssh server of a test's own, on 127.0.0.1, with keys of its own.
record Sshd(Process process, Path home, int port) {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    static Sshd start(Path home) throws IOException, InterruptedException {
        key(home.resolve("host"));
        key(home.resolve("user"));
        Files.copy(home.resolve("user.pub"), home.resolve("authorized"), StandardCopyOption.REPLACE_EXISTING);
        int port = freePort();
        Files.writeString(home.resolve("config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s/host
                PidFile none
                AuthorizedKeysFile %s/authorized
                PermitRootLogin yes
                StrictModes no
                UsePAM no
                SetEnv PGHOST=prod APP_DSN=postgresql+psycopg2://prod/x OTHER=kept
                """.formatted(port, home, home));
        if (ProcessHandle.current().info().user().orElse("").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Process process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", home + "/config")
                .redirectErrorStream(true).start();
        awaitListening(process.inputReader());
        return new Sshd(process, home, port);
    }

    List<String> options() {
        return List.of("-F", "none", "-p", Integer.toString(port), "-i", home + "/user", "-o",
                "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR", "-o",
                "UserKnownHostsFile=" + home + "/known");
    }

    void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static void awaitListening(BufferedReader said) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.contains("Server listening")) {
                return; // what it says for these few connections fits into the pipe
            }
        }
        throw new IOException("sshd did not start: " + all);
    }

    private static void key(Path file) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("ssh-keygen: exit code " + exit);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
