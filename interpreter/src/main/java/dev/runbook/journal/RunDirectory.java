package dev.runbook.journal;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A run's own folder: its journal, its frozen runbook, its logs, artifacts and reports, readable by its owner only.
public record RunDirectory(Path path) {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    /// The last line of a run that has ended is shorter than this.
    private static final long TAIL = 64 * 1024;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /// Makes the folder of a new run below `root`, which is made too and told to stay out of Git.
    ///
    /// @throws Refusal when it cannot be made
    public static RunDirectory create(Path root, String run) {
        try {
            Files.createDirectories(root, PRIVATE);
            ignoreIn(root);
            Path path = Files.createDirectory(root.resolve(run), PRIVATE);
            Files.createDirectory(path.resolve("logs"), PRIVATE);
            return new RunDirectory(path);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the run's folder cannot be made: " + DiskWords.of(e),
                    "Nothing was touched. Make " + root + " writable, or name another place with --run-dir."));
        }
    }

    /// The runs below `root`, oldest first.
    public static List<RunDirectory> list(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(root)) {
            return runs.filter(run -> Files.exists(run.resolve("journal.jsonl"))).sorted(Comparator.naturalOrder())
                    .map(RunDirectory::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String run() {
        return path.getFileName().toString();
    }

    public Path journal() {
        return path.resolve("journal.jsonl");
    }

    Path lock() {
        return path.resolve("journal.lock");
    }

    /// Whether the journal does not end with the end of the run: it was cut off, or is at work.
    public boolean isCutOff() {
        try (RandomAccessFile file = new RandomAccessFile(journal().toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(file.length(), TAIL)];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n');
            return end < 0
                    || !text.substring(text.lastIndexOf('\n', end - 1) + 1, end).contains("\"event\":\"run_finished\"");
        } catch (IOException _) {
            return true;
        }
    }

    /// Whether another process writes the journal: the run is at work.
    public boolean isBeingWritten() {
        return JournalLock.isTaken(this);
    }

    /// Where a step's whole output goes.
    public Path log(String key, String stream) {
        return path.resolve("logs").resolve(key.replaceAll("[^A-Za-z0-9._-]", "_") + "." + stream + ".log");
    }

    /// A log that is about to be written, readable by its owner only.
    public Path newLog(String key, String stream) throws IOException {
        Path log = log(key, stream);
        Files.deleteIfExists(log);
        return Files.createFile(log, PRIVATE_FILE);
    }

    /// Where an artifact goes; the folder is made when the first one is kept.
    public Path artifact(String name) throws IOException {
        Path folder = path.resolve("artifacts");
        if (!Files.exists(folder)) {
            Files.createDirectory(folder, PRIVATE);
        }
        return folder.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    /// Writes a whole file that only its owner can read.
    public Path write(String name, String content) throws IOException {
        Path file = path.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PRIVATE_FILE);
        return Files.writeString(file, content, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    /// Makes what the folder holds by now outlast a crash of the machine: files and their names.
    public void force() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.filter(file -> !file.equals(lock())).toList();
        }
        for (Path file : all) {
            force(file);
        }
        force(Objects.requireNonNull(path.toAbsolutePath().getParent(), "a run's folder stands in another one"));
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Keeps the text of a file that the runbook consists of, under its hash.
    public void frozen(String hash, String text) throws IOException {
        Path folder = path.resolve("files");
        if (!Files.exists(folder)) {
            Files.createDirectory(folder, PRIVATE);
        }
        write("files/" + hash, text);
    }

    /// The text that was kept under a hash.
    ///
    /// @throws Refusal when it is not there any more
    public String frozenText(String hash) {
        try {
            return Files.readString(path.resolve("files").resolve(hash));
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the run's copy of a file cannot be read: " + e.getMessage(),
                    "Without it nobody knows what the run was to do."));
        }
    }

    private static void ignoreIn(Path root) throws IOException {
        try {
            Files.writeString(Files.createFile(root.resolve(".gitignore"), PRIVATE_FILE), "*\n");
        } catch (FileAlreadyExistsException _) {
            // Theirs stays as it is.
        }
    }
}
