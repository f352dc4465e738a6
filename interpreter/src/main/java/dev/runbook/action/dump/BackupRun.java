package dev.runbook.action.dump;

import dev.runbook.action.Backup;
import dev.runbook.action.Tools;
import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.dump.Certificate;
import dev.runbook.dump.Contents;
import dev.runbook.dump.Fingerprint;
import dev.runbook.dump.Format;
import dev.runbook.dump.Shelf;
import dev.runbook.dump.Space;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.value.Value;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A backup being made. The dump gets its name when it has been read whole: what bears it can be trusted, whatever
/// became of the run.
public final class BackupRun {
    private static final String DUMP = """
            umask 077
            exec pg_dump --format="$RUNBOOK_FORMAT" --file="$RUNBOOK_FILE" --verbose --no-password "$@"
            """;
    private static final String NONE = "There is no backup; the incomplete file was removed.";

    private final Backup backup;
    private final Tools tools;
    private final PgPrograms programs;
    private final List<String> tables;
    private final int jobs;
    private final int keep;
    private final Path target;
    private final Series series;

    public BackupRun(Backup backup, Tools tools) {
        this.backup = backup;
        this.tools = tools;
        this.programs = new PgPrograms(tools);
        this.tables = Words.texts(backup.tables(), tools.scope());
        this.jobs = Words.count("jobs", backup.jobs(), 1, tools.scope());
        this.keep = Words.count("keep", backup.keep(), 0, tools.scope());
        this.target = backup.file().span().folder(tools.folder()).resolve(backup.file().eval(tools.scope()).text())
                .normalize();
        this.series = Series.of(backup.file(), tools);
    }

    public Observation run() {
        if (keep > 0) {
            series.requireVariety(target);
        }
        ServerIdentity server = ServerIdentity.of(tools.session());
        Path part = part();
        try {
            prepare(part);
            long data = new DataSize(tools.session()).of(backup.only(), tables);
            Failure failure = room(part, data);
            if (failure == null) {
                failure = made(part);
            }
            return failure == null ? finished(part, server) : Observation.failed(failure).leavingNothing();
        } catch (IOException e) {
            throw unwritable(e.getMessage());
        } finally {
            remove(part);
        }
    }

    /// The dump's file until it is proven. The run's id is in it: another run's is not ours to touch.
    private Path part() {
        return target.resolveSibling("." + target.getFileName() + "." + series.run() + ".part");
    }

    /// An earlier dump of the same name is not overwritten: it may be the only good one.
    private void prepare(Path part) throws IOException {
        if (Files.exists(target)) {
            throw unwritable(target + " is there already");
        }
        Path certificate = Certificate.beside(target);
        if (Files.exists(certificate) && Certificate.of(target) == null) {
            throw unwritable(certificate + " is there already, and is not of a backup");
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Shelf.delete(part);
        if (backup.format() == Format.DIRECTORY) {
            Files.createDirectory(part,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createFile(part,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private @Nullable Failure room(Path part, long data) throws IOException {
        String doubt = new Space(data, Files.getFileStore(part).getUsableSpace()).doubt(backup.format());
        return doubt == null
                ? null
                : new Question(backup.step(), doubt + " where " + target.getParent() + " is", "").ask(tools);
    }

    /// Dumps, and proves that the dump can be read.
    private @Nullable Failure made(Path part) throws IOException {
        tools.progress("pg_dump to " + target);
        Tally tally = Tally.ofDatabase(tools, tables);
        try (Growth _ = Growth.of(part, tally)) {
            Failure failure = PgPrograms.failure("pg_dump", programs.run(script(), env(part), tally), NONE);
            if (failure != null) {
                return failure;
            }
        }
        tools.progress("Reading " + target.getFileName() + " back");
        return new Integrity(part, backup.format(), programs).proof(NONE);
    }

    private String script() {
        StringBuilder set = new StringBuilder("set --");
        for (int i = 0; i < tables.size(); i++) {
            set.append(" --table=\"$RUNBOOK_TABLE_").append(i).append('"');
        }
        if (backup.only() != null) {
            set.append(" --").append(backup.only()).append("-only");
        }
        if (jobs > 1) {
            set.append(" --jobs=").append(jobs);
        }
        return set + "\n" + DUMP;
    }

    private Map<String, String> env(Path part) {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("RUNBOOK_FORMAT", backup.format().word());
        env.put("RUNBOOK_FILE", part.toString());
        for (int i = 0; i < tables.size(); i++) {
            env.put("RUNBOOK_TABLE_" + i, tables.get(i));
        }
        return env;
    }

    /// Gives the proven dump its name, and a certificate.
    private Observation finished(Path part, ServerIdentity server) throws IOException {
        Contents contents = programs.contents(part);
        Fingerprint fingerprint = Fingerprint.of(part);
        Certificate certificate = new Certificate(Instant.now(), series.runbook(), series.run(), series.pattern(),
                Objects.requireNonNullElse(server.systemIdentifier(), server.address()) + "/" + server.database(),
                !tables.isEmpty(), contents.tables(), fingerprint);
        if (Files.exists(target)) {
            throw unwritable(target + " was made by somebody else meanwhile");
        }
        certificate.write(target);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(Objects.requireNonNull(target.getParent()),
                StandardOpenOption.READ)) {
            folder.force(true);
        }
        return outcome(certificate);
    }

    private Observation outcome(Certificate certificate) throws IOException {
        Fingerprint fingerprint = certificate.fingerprint();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Text("backup", "%s (%,d bytes, %s)".formatted(target, fingerprint.bytes(),
                backup.format().isArchive() ? "read back whole" : "complete by its last line")));
        facts.add(new Fact.Text("sha256", fingerprint.sha256()));
        if (keep > 0) {
            Shelf.Pruned pruned = new Shelf(Objects.requireNonNull(target.getParent())).keep(keep, certificate);
            if (!pruned.deleted().isEmpty()) {
                facts.add(new Fact.Text("older backups deleted", String.join(", ", pruned.deleted())));
            }
            if (!pruned.left().isEmpty()) {
                facts.add(new Fact.Text("older backups left alone, for they have been changed",
                        String.join(", ", pruned.left())));
            }
        }
        return new Observation(Map.of("file", Value.of(target.toString()), "bytes", Value.of(fingerprint.bytes()),
                "sha256", Value.of(fingerprint.sha256()), "tables",
                Value.of(certificate.tables().stream().map(Value::of).toList())), facts, null);
    }

    private static void remove(Path part) {
        try {
            Shelf.delete(part);
        } catch (IOException _) {
            // What stays does not bear a backup's name.
        }
    }

    private static Refusal unwritable(@Nullable String why) {
        return new Refusal(Problem.error(null, "the backup cannot be written: " + why,
                "A file that exists is not overwritten; ${{ run.stamp }} in its name makes it unique."));
    }
}
