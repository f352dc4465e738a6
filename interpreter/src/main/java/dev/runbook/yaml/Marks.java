package dev.runbook.yaml;

import dev.runbook.source.Source;
import dev.runbook.source.Span;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Translates the parser's marks, which count code points, into places of the source, which count UTF-16 units.
final class Marks {
    private final Source source;
    private final boolean plain;
    private int knownPoint;
    private int knownOffset;

    Marks(Source source) {
        this.source = source;
        this.plain = source.text().codePointCount(0, source.text().length()) == source.text().length();
    }

    Source source() {
        return source;
    }

    Span span(Event event) {
        int start = offset(event.getStartMark());
        return source.span(start, Math.max(start, offset(event.getEndMark())));
    }

    int offset(Optional<Mark> mark) {
        return mark.map(known -> offset(known.getIndex())).orElse(0);
    }

    /// Marks come nearly in order: counting on from the last one is enough.
    private int offset(int point) {
        if (plain) {
            return point;
        }
        knownOffset = source.text().offsetByCodePoints(knownOffset, point - knownPoint);
        knownPoint = point;
        return knownOffset;
    }

    /// Without white space and line breaks at the end, which block scalars' marks include.
    static Span trimmed(Span span) {
        int end = span.end();
        while (end > span.start() && Character.isWhitespace(span.source().text().charAt(end - 1))) {
            end--;
        }
        return new Span(span.source(), span.start(), end);
    }

    /// Behind a prefix and the white space after it, if the span's text begins with it.
    static Span after(Span span, String prefix) {
        String text = span.source().text();
        int start = span.start();
        if (!text.startsWith(prefix, start)) {
            return span;
        }
        start += prefix.length();
        while (start < span.end() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return new Span(span.source(), start, Math.max(start, span.end()));
    }

    /// From the span's start to the next white space.
    static Span word(Span span) {
        String text = span.source().text();
        int end = span.start();
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return new Span(span.source(), span.start(), end);
    }
}
