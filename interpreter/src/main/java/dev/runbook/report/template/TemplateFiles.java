package dev.runbook.report.template;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files that templates are made of: those of a folder, and ours for what is not in it.
///
/// @param folder the user's folder, or null
public record TemplateFiles(@Nullable Path folder) {
    private static final String OURS = "/reports-templates/";

    /// @throws Refusal when the folder is none, or has no template in it
    public TemplateFiles {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new Refusal(Problem.error(null, "there is no folder of templates " + folder,
                    "Make it, and copy into it what you want to change: docs/templates.md lists the files."));
        }
        if (folder != null && !any(folder)) {
            throw new Refusal(Problem.error(null, "no file in " + folder + " is called like a template",
                    "docs/templates.md lists the files, for example report.md; what is not in the folder comes from ours."));
        }
    }

    private static boolean any(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> TemplateFiles.class.getResource(OURS + file.getFileName())).anyMatch(
                    Objects::nonNull);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the templates in " + folder + " cannot be listed: " + e.getMessage(),
                    ""));
        }
    }

    Reader open(String file) {
        return new StringReader(text(file));
    }

    /// The text of a file.
    ///
    /// @throws Refusal when it cannot be read
    public String text(String file) {
        Path own = own(file);
        try {
            return own == null ? ours(file) : Files.readString(own);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the template " + name(file) + " cannot be read: " + e.getMessage(),
                    "It must be a text file in UTF-8."));
        }
    }

    /// Whether there is such a file, the user's or ours.
    boolean has(String file) {
        return own(file) != null || TemplateFiles.class.getResource(OURS + file) != null;
    }

    /// How a file is called when something is wrong with it.
    String name(String file) {
        Path own = own(file);
        return own == null ? OURS.substring(1) + file : own.toString();
    }

    private @Nullable Path own(String file) {
        Path place = folder == null ? null : folder.resolve(file);
        return place != null && Files.isRegularFile(place) ? place : null;
    }

    private static String ours(String file) throws IOException {
        try (InputStream in = TemplateFiles.class.getResourceAsStream(OURS + file)) {
            if (in == null) {
                throw new Refusal(Problem.error(null, "there is no template " + file, ""));
            }
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
