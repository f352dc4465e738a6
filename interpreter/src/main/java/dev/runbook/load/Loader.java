package dev.runbook.load;

import dev.runbook.model.Runbook;
import dev.runbook.problem.Problems;
import dev.runbook.reading.Reading;
import dev.runbook.schema.SchemaCheck;
import dev.runbook.source.Source;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.YamlReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a runbook's file: its YAML, then its shape, then its meaning. Every problem is found in one go.
public final class Loader {
    private Loader() {}

    /// @return the runbook, or null when it is too broken to be one; there is an error among the problems then
    public static @Nullable Runbook load(Path file, Problems problems) {
        return runbook(file, YamlReader.read(file, problems), problems);
    }

    /// Reads the text that a file had, say when a run began; what it names is looked for where the file stands.
    ///
    /// @return the runbook, or null when it is too broken to be one
    public static @Nullable Runbook load(Path file, String text, Problems problems) {
        return runbook(file, YamlReader.read(new Source(file.toString(), text), problems), problems);
    }

    private static @Nullable Runbook runbook(Path file, @Nullable Node root, Problems problems) {
        if (root == null) {
            return null;
        }
        Node meant = SchemaCheck.check(root, problems);
        if (!(meant instanceof Mapping mapping)) {
            return null;
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        Reading reading = new Reading(problems, folder == null ? Path.of("/") : folder);
        return new RunbookReader(mapping, reading).read(file, root.span().source());
    }
}
