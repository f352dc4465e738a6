package dev.runbook.yaml;

import dev.runbook.problem.Problems;
import dev.runbook.source.Source;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// The way from text to nodes: one document of YAML 1.2, or what is wrong with it.
public final class YamlReader {
    private YamlReader() {}

    /// Reads a file and parses it.
    ///
    /// @return its root, or null when a problem was added that leaves nothing to look at
    public static @Nullable Node read(Path file, Problems problems) {
        Source source = YamlFile.load(file, problems);
        return source == null ? null : read(source, problems);
    }

    /// Parses bytes under a name that people know.
    ///
    /// @return their root, or null when a problem was added that leaves nothing to look at
    public static @Nullable Node read(String name, byte[] bytes, Problems problems) {
        Source source = YamlFile.decode(name, bytes, problems);
        return source == null ? null : read(source, problems);
    }

    /// Parses a text. Duplicate keys, tags and the like become problems and are left out of the tree.
    ///
    /// @return its root, or null when a problem was added that leaves nothing to look at
    public static @Nullable Node read(Source source, Problems problems) {
        if (!acceptable(source, problems)) {
            return null;
        }
        Marks marks = new Marks(source);
        NodeBuilder builder = new NodeBuilder(marks, problems);
        try {
            return builder.build(new Parse(settings(source)).parseString(source.text()));
        } catch (MarkedYamlEngineException refused) {
            problems.add(new SyntaxAdvice(marks, refused, builder.lastScalar()).problem());
            return null;
        }
    }

    /// A buffer as large as the text: growing it step by step takes seconds on one long line.
    private static LoadSettings settings(Source source) {
        return LoadSettings.builder().setLabel(source.name()).setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE).setBufferSize(source.text().length() + 1)
                .setVersionFunction(version -> version).build();
    }

    /// Whether all characters may stand in YAML; the first that may not becomes a problem.
    private static boolean acceptable(Source source, Problems problems) {
        String text = source.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!printable(c) || (Character.isSurrogate(c) && !paired(text, i))) {
                problems.error(source.span(i, i + 1), "a control character (U+%04X) stands here".formatted((int) c),
                        "Delete it; where a text really needs it, write it in double quotes as \"\\x%02X\"."
                                .formatted((int) c));
                return false;
            }
        }
        return true;
    }

    private static boolean printable(char c) {
        return c >= ' ' ? c < 0x7F || (c >= 0xA0 && c < 0xFFFE) || c == 0x85 : c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
