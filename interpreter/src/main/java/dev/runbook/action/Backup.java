package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.reading.Fields;
import dev.runbook.shell.ShellResult;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `backup`: dumps the database with the real pg_dump, and proves that the dump can be read.
///
/// @param format `custom` or `plain`
public record Backup(Template file, String format, List<String> tables, @Nullable String only) implements Action {
    private static final String DUMP = """
            exec pg_dump --format="$RUNBOOK_FORMAT" --file="$RUNBOOK_FILE" --no-password "$@"
            """;

    /// `--list` says yes to a dump cut to a fiftieth; reading it whole does not.
    private static final String PROOF = """
            exec pg_restore --file=/dev/null "$RUNBOOK_FILE"
            """;

    /// Reads `backup`.
    public static @Nullable Backup read(Fields step) {
        Fields fields = step.section("backup");
        if (fields == null) {
            return null;
        }
        Template file = fields.template("file");
        return file == null
                ? null
                : new Backup(file, fields.text("format", "custom"), fields.texts("tables"), fields.text("only"));
    }

    @Override
    public Observation perform(Tools tools) {
        Path target = tools.folder().resolve(file.eval(tools.scope()).text()).normalize();
        prepare(target);
        tools.progress("pg_dump to " + target);
        ShellResult dumped = new ShellCall(tools).runHere(script(), env(target));
        if (dumped.exit() != 0) {
            return failed("pg_dump", dumped, target);
        }
        if (format.equals("custom")) {
            ShellResult proof = new ShellCall(tools).runHere(PROOF, env(target));
            if (proof.exit() != 0) {
                return failed("pg_restore cannot read the dump", proof, target);
            }
        }
        return outcome(target);
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Text("backup", file.eval(scope).text()));
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("file", Type.Simple.TEXT, "bytes", Type.Simple.INT, "sha256", Type.Simple.TEXT);
    }

    private String script() {
        StringBuilder set = new StringBuilder("set --");
        for (int i = 0; i < tables.size(); i++) {
            set.append(" --table=\"$RUNBOOK_TABLE_").append(i).append('"');
        }
        if (only != null) {
            set.append(" --").append(only).append("-only");
        }
        return set + "\n" + DUMP;
    }

    private Map<String, String> env(Path target) {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("RUNBOOK_FORMAT", format);
        env.put("RUNBOOK_FILE", target.toString());
        for (int i = 0; i < tables.size(); i++) {
            env.put("RUNBOOK_TABLE_" + i, tables.get(i));
        }
        return env;
    }

    /// An earlier dump of the same name is not overwritten: it may be the only good one.
    private static void prepare(Path target) {
        try {
            Path folder = target.getParent();
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(folder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createFile(target,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the backup cannot be written: " + e.getMessage(),
                    "A file that exists is not overwritten; ${{ run.stamp }} in its name makes it unique."));
        }
    }

    private static Observation failed(String what, ShellResult result, Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException _) {
            // What matters is said below; the file that stays is not called a backup.
        }
        return Observation.failed(Failure.of("exit", what + ": exit code " + result.exit(),
                "There is no backup; the incomplete file was removed.",
                new Fact.Code("stderr", "text", result.stderr().value())));
    }

    private static Observation outcome(Path target) {
        try {
            long bytes = Files.size(target);
            String hash = sha256(target);
            return Observation.of(
                    Map.of("file", Value.of(target.toString()), "bytes", Value.of(bytes), "sha256", Value.of(hash)),
                    new Fact.Text("backup", "%s (%,d bytes, read back whole)".formatted(target, bytes)),
                    new Fact.Text("sha256", hash));
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the backup cannot be read: " + e.getMessage(), ""));
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
