package dev.runbook.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text that stands in a source, perhaps indented, folded or escaped there, and where each of its
/// characters stands. So a mistake in SQL is shown inside the YAML file that the SQL was written in.
public final class Passage {
    private final String text;
    private final Span span;
    private final int @Nullable [] offsets;

    private Passage(String text, Span span, int @Nullable [] offsets) {
        this.text = text;
        this.span = span;
        this.offsets = offsets;
    }

    /// A whole source.
    public static Passage of(Source source) {
        return verbatim(source.whole());
    }

    /// A span whose text stands in the source character by character.
    public static Passage verbatim(Span span) {
        return new Passage(span.text(), span, null);
    }

    /// A text whose character `i` stands at `offsets[i]` of the span's source; the last offset, one past the
    /// text's end, is where it ends.
    public static Passage mapped(String text, Span span, int[] offsets) {
        if (offsets.length != text.length() + 1) {
            throw new IllegalArgumentException("an offset for each of " + text.length() + " characters and the end");
        }
        return new Passage(text, span, Arrays.copyOf(offsets, offsets.length));
    }

    /// A text of which only the place as a whole is known.
    public static Passage somewhere(String text, Span span) {
        int[] offsets = new int[text.length() + 1];
        Arrays.fill(offsets, span.start());
        offsets[text.length()] = span.end();
        return new Passage(text, span, offsets);
    }

    public String text() {
        return text;
    }

    /// Where the passage as a whole stands.
    public Span span() {
        return span;
    }

    /// Where the characters from `start` up to `end` of this text stand.
    public Span span(int start, int end) {
        int from = offset(start);
        int to = end > start ? offset(end - 1) + 1 : from;
        return new Span(span.source(), from, Math.max(from, to));
    }

    /// A part of this passage, with its places.
    public Passage part(int start, int end) {
        int[] known = offsets;
        return new Passage(text.substring(start, end), span(start, end),
                known == null ? null : Arrays.copyOfRange(known, start, end + 1));
    }

    private int offset(int index) {
        int bounded = Math.clamp(index, 0, text.length());
        int[] known = offsets;
        return known == null ? span.start() + bounded : known[bounded];
    }

    @Override
    public String toString() {
        return text;
    }
}
