package dev.runbook.load;

import dev.runbook.model.Runbook;
import dev.runbook.problem.Problems;
import dev.runbook.reading.Reading;
import dev.runbook.schema.SchemaCheck;
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
        Node root = YamlReader.read(file, problems);
        if (root == null) {
            return null;
        }
        SchemaCheck.check(root, problems);
        if (!(root instanceof Mapping mapping)) {
            return null;
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        Reading reading = new Reading(problems, folder == null ? Path.of("/") : folder);
        return new RunbookReader(mapping, reading).read(file, root.span().source());
    }
}
