package dev.runbook.sql;

import dev.runbook.source.Source;
import java.io.IOException;
import java.nio.file.Path;

/// Where the files come from that a script includes with `\i` and `\ir`.
@FunctionalInterface
public interface ScriptFiles {
    /// The text of a file, under the name that is shown to people.
    ///
    /// @throws java.nio.charset.CharacterCodingException when it is not UTF-8
    /// @throws IOException when it is not there or can't be read; the message says which
    Source read(Path file) throws IOException;
}
