package dev.runbook.sql;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Utf8;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the files that a script includes.
final class Includes {
    /// More than this is no script but a chain of files that include each other twice.
    private static final int MOST = 10_000;

    private final @Nullable Path script;
    private final Path directory;
    private final ScriptFiles files;
    private int opened;

    /// @param script the file that the script stands in, or null when it stands in a runbook
    /// @param directory the working directory
    Includes(@Nullable Path script, Path directory, ScriptFiles files) {
        this.script = script == null ? null : directory.resolve(script).normalize();
        this.directory = directory;
        this.files = files;
    }

    @Nullable
    Path script() {
        return script;
    }

    /// @param beside the file whose folder a relative name starts from; null for the working directory
    Path resolve(String name, @Nullable Path beside) {
        Path folder = beside == null ? directory : Objects.requireNonNullElse(beside.getParent(), directory);
        return folder.resolve(name).normalize();
    }

    /// How psql names an included file in its messages.
    ///
    /// @param beside the name of the file whose folder a relative name starts from; null for the working directory
    static String name(String name, @Nullable String beside) {
        Path path = Path.of(name);
        return (beside == null ? path : Path.of(beside).resolveSibling(path)).normalize().toString();
    }

    Passage open(Path file, Span place, Collection<Frame> open) {
        if (open.stream().anyMatch(frame -> file.equals(frame.file))) {
            throw new Refusal(Problem.error(place, "\"" + file.getFileName() + "\" includes itself",
                    "The files that include each other would never end: take one of the includes out."));
        }
        if (++opened > MOST) {
            throw new Refusal(Problem.error(place, "more than " + MOST + " files are included",
                    "Do files include the same file again and again?"));
        }
        try {
            return Passage.of(files.read(file));
        } catch (CharacterCodingException e) {
            throw new Refusal(Problem.error(place, "\"" + file + "\" is not UTF-8", "Convert the file to UTF-8."));
        } catch (Utf8.TooLarge e) {
            throw new Refusal(Problem.error(place, "\"" + file + "\" is too large: " + e.getMessage(),
                    "Make it a step of its own, with runner: psql, which reads it as it goes."));
        } catch (IOException e) {
            throw new Refusal(Problem.error(place, "can't read \"" + file + "\": " + reason(e),
                    "\\i starts from the working directory, \\ir from the folder of the file it stands in."));
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
