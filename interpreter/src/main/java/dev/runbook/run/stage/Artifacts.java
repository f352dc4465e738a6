package dev.runbook.run.stage;

import dev.runbook.evidence.Fact;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Keeps a step's whole output under a name.
public final class Artifacts {
    private static final List<String> LOGS = List.of("stdout", "out", "body");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final List<String> STREAMS = List.of("stdout", "stderr", "out", "body");
    private static final List<String> FIELDS = List.of("body", "answer", "file");

    private Artifacts() {}

    /// Keeps the step's output as the artifact.
    ///
    /// @throws Refusal when it cannot be kept
    public static Fact keep(String name, Site.Folder folder, String key, Map<String, Value> fields) {
        try {
            Path artifact = folder.artifact(name);
            Path log = LOGS.stream().map(stream -> folder.log(key, stream)).filter(Artifacts::holdsSomething)
                    .findFirst()
                    .orElse(null);
            if (log != null) {
                keep(log, artifact);
            } else {
                Files.writeString(artifact, text(fields));
                Files.setPosixFilePermissions(artifact, PRIVATE);
            }
            return new Fact.Text("saved", artifact.toString());
        } catch (IOException e) {
            throw full(name, e);
        }
    }

    /// A second name for the log, which nobody writes to any more: gigabytes are not written twice where they need not be.
    private static void keep(Path log, Path artifact) throws IOException {
        Files.deleteIfExists(artifact);
        try {
            Files.createLink(artifact, log);
        } catch (IOException | UnsupportedOperationException _) {
            Files.copy(log, artifact, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /// Writes the outputs of several steps into one artifact, each under its name.
    ///
    /// @throws Refusal when it cannot be kept
    public static Fact keepAll(String name, Site.Folder folder, List<StepRef> steps) {
        try {
            Path artifact = folder.artifact(name);
            Files.deleteIfExists(artifact);
            Files.createFile(artifact, PosixFilePermissions.asFileAttribute(PRIVATE));
            try (OutputStream out = Files.newOutputStream(artifact)) {
                for (StepRef step : steps) {
                    append(step, folder, out);
                }
            }
            return new Fact.Text("saved", artifact.toString());
        } catch (IOException e) {
            throw full(name, e);
        }
    }

    private static void append(StepRef step, Site.Folder folder, OutputStream out) throws IOException {
        List<Path> logs = LOGS.stream().map(stream -> folder.log(step.key(), stream))
                .filter(Artifacts::holdsSomething).toList();
        if (!logs.isEmpty()) {
            out.write(("== " + step.name() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        for (Path log : logs) {
            Files.copy(log, out);
        }
    }

    private static Refusal full(String name, IOException e) {
        return new Refusal(Problem.error(null, "the output cannot be kept as " + name + ": " + e.getMessage(),
                "Free some space where the run's folder is."));
    }

    /// The logs of a step that hold something.
    public static List<Path> logs(Site.Folder folder, String key) {
        return STREAMS.stream().map(stream -> folder.log(key, stream)).filter(Artifacts::holdsSomething).toList();
    }

    private static boolean holdsSomething(Path log) {
        return log.toFile().length() > 0;
    }

    private static String text(Map<String, Value> fields) {
        return FIELDS.stream().map(fields::get).filter(Objects::nonNull).map(Value::text).findFirst().orElse("");
    }
}
