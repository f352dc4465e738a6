package dev.runbook.sql.item;

import dev.runbook.source.Omission;
import dev.runbook.source.Passage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of inline data between a `COPY … FROM STDIN` and its `\.`: a stretch of the script, not a copy of it.
///
/// @param script the script that it stands in
/// @param start the index of its first character there
/// @param end the index behind its last line break, where the line `\.` begins
/// @param omitted the data itself where it was left in its file; null where it stands in the script
public record CopyData(Passage script, int start, int end, @Nullable Omission omitted) {

    /// The data as it stands, line breaks as they are.
    ///
    /// @throws IOException when it can't be read, or is not what it was before the run
    public InputStream open() throws IOException {
        return omitted == null
                ? new ByteArrayInputStream(script.text().substring(start, end).getBytes(StandardCharsets.UTF_8))
                : omitted.bytes().open();
    }

    /// The number of its first line in its file.
    public int line() {
        return script.span(start, end).position().line() - (omitted == null ? 0 : omitted.lines());
    }
}
