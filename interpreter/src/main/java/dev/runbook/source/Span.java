package dev.runbook.source;

import java.nio.file.Path;

/// A stretch of a source, from one offset up to another; empty for a place between two characters.
public record Span(Source source, int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a span: " + start + ".." + end);
        }
    }

    public Position position() {
        return source.position(start);
    }

    public String text() {
        int length = source.text().length();
        return source.text().substring(Math.min(start, length), Math.min(end, length));
    }

    /// The folder of the file that it stands in, where that is known by its whole path.
    ///
    /// @param otherwise the folder of the runbook itself, which is called what people typed
    public Path folder(Path otherwise) {
        Path file = Path.of(source.name());
        Path folder = file.isAbsolute() ? file.normalize().getParent() : null;
        return folder == null ? otherwise : folder;
    }

    /// From this span's start to the other's end.
    public Span to(Span other) {
        return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
    }

    /// `file:line:column`, as compilers print it and terminals link it.
    @Override
    public String toString() {
        return source.name() + ":" + position();
    }
}
