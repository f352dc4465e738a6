package dev.runbook.source;

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
