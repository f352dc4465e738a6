package dev.runbook.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The folders of sandboxes whose owner and watchdog both died (a whole process group killed, a power cut): found by the
/// next sandbox and removed.
final class Leftovers {
    private static final String PREFIX = "runbook-sandbox-";
    /// A process's start time is computed from the boot time, which moves when the clock is set.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private Leftovers() {}

    /// A new folder in the parent, marked as that of the running process.
    static Path newFolder(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, PREFIX);
        ProcessHandle self = ProcessHandle.current();
        Files.writeString(folder.resolve("owner"),
                "%d %d %s".formatted(self.pid(), started(self).toEpochMilli(), pidNamespace()));
        return folder;
    }

    /// Removes what dead processes of the same user left beside a folder of ours. What can't be removed is left for the
    /// next time.
    static void sweepBeside(Path ourFolder) throws IOException {
        Object ours = Files.getOwner(ourFolder);
        try (var folders = Files.newDirectoryStream(ourFolder.resolveSibling("."), PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Files.getOwner(folder).equals(ours)
                        && isOrphan(folder)) {
                    remove(folder);
                }
            }
        } catch (NoSuchFileException _) {
            // Another sandbox that starts now has just removed one.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /// Whether the folder's owner is known, was a process of this machine, and is no more.
    private static boolean isOrphan(Path folder) throws IOException {
        Path mark = folder.resolve("owner");
        List<String> owner = Files.isReadable(mark) ? List.of(Files.readString(mark).split(" ", 3)) : List.of();
        return owner.size() == 3 && owner.get(2).equals(pidNamespace())
                && ProcessHandle.of(Long.parseLong(owner.getFirst()))
                        .map(process -> !isNear(started(process), Long.parseLong(owner.get(1))))
                        .orElse(true);
    }

    private static void remove(Path folder) {
        try {
            server(folder).ifPresent(server -> {
                server.destroyForcibly();
                server.onExit().join();
            });
            Trees.delete(folder);
        } catch (IOException _) {
            // Somebody else is removing it, or its server is still ending.
        }
    }

    /// The server that still runs on the folder: the process that its lock file names, if that is a `postgres`.
    private static Optional<ProcessHandle> server(Path folder) throws IOException {
        Path lock = folder.resolve("data").resolve("postmaster.pid");
        if (!Files.isReadable(lock)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(lock).getFirst().strip()))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static boolean isNear(Instant started, long millis) {
        return Duration.between(Instant.ofEpochMilli(millis), started).abs().compareTo(TOLERANCE) < 0;
    }

    /// A process number means something only in its own namespace: a container that shares the folder has others.
    private static String pidNamespace() throws IOException {
        Path namespace = Path.of("/proc/self/ns/pid");
        return Files.isSymbolicLink(namespace) ? Files.readSymbolicLink(namespace).toString() : "-";
    }
}
