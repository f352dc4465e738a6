package dev.runbook.sql.item;

import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.io.IOException;
import java.io.Writer;

/// The lines of inline data between a `COPY … FROM STDIN` and its `\.`: a stretch of the script, not a copy of it.
///
/// @param script the script that it stands in
/// @param start the index of its first character there
/// @param end the index behind its last line break, where the line `\.` begins
public record CopyData(Passage script, int start, int end) {

    /// Writes the data as it stands, line breaks as they are.
    public void writeTo(Writer out) throws IOException {
        out.write(script.text(), start, end - start);
    }

    public boolean isEmpty() {
        return start == end;
    }

    public Span place() {
        return script.span(start, end);
    }

    @Override
    public String toString() {
        return script.text().substring(start, end);
    }
}
