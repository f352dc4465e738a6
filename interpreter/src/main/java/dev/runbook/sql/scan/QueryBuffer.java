package dev.runbook.sql.scan;

import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// psql's query buffer: the text to be sent, and where in the script each character of it comes from.
public final class QueryBuffer {
    /// PostgreSQL takes no message of a gigabyte; a script whose variables grow like that is a mistake.
    private static final int LARGEST = 1 << 29;

    private final Passage script;
    private final StringBuilder text = new StringBuilder();
    private final List<Reference> references = new ArrayList<>();
    /// Runs of characters: where each begins in the text and in the script, and the last place it may have there.
    private int[] starts = new int[16];
    private int[] places = new int[16];
    private int[] bounds = new int[16];
    private int runs;

    public QueryBuffer(Passage script) {
        this.script = script;
    }

    /// Where the characters of the script from one index up to another stand.
    public Span span(int start, int end) {
        return script.span(start, end);
    }

    public int length() {
        return text.length();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public String text() {
        return text.toString();
    }

    public String textFrom(int start) {
        return text.substring(start);
    }

    public boolean endsWith(char c) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == c;
    }

    public List<Reference> references() {
        return List.copyOf(references);
    }

    public void refer(Reference reference) {
        references.add(reference);
    }

    /// Adds a part of an input.
    public void append(Input input, int start, int end) {
        if (input.isLine()) {
            append(input.text, start, end, start, Integer.MAX_VALUE);
        } else {
            append(input.text, start, end, input.place(start), input.placeEnd(start) - 1);
        }
    }

    /// Adds characters that stand elsewhere, such as a quoted value, at the place of what they replace.
    public void append(String value, int placeStart, int placeEnd) {
        append(value, 0, value.length(), placeStart, placeEnd - 1);
    }

    private void append(String from, int start, int end, int place, int bound) {
        if (start == end) {
            return;
        }
        if (text.length() + (long) (end - start) > LARGEST) {
            throw new IllegalStateException("a statement of more than " + LARGEST + " characters");
        }
        if (!continues(place, bound)) {
            begin(place, bound);
        }
        text.append(from, start, end);
    }

    private boolean continues(int place, int bound) {
        return runs > 0 && bound == Integer.MAX_VALUE && bounds[runs - 1] == bound
                && places[runs - 1] + text.length() - starts[runs - 1] == place;
    }

    private void begin(int place, int bound) {
        if (runs == starts.length) {
            starts = Arrays.copyOf(starts, runs * 2);
            places = Arrays.copyOf(places, runs * 2);
            bounds = Arrays.copyOf(bounds, runs * 2);
        }
        starts[runs] = text.length();
        places[runs] = place;
        bounds[runs++] = bound;
    }

    /// Drops what was added after the text had this length.
    public void truncate(int length) {
        text.setLength(Math.min(length, text.length()));
        while (runs > 0 && starts[runs - 1] >= length) {
            runs--;
        }
    }

    public void clear() {
        truncate(0);
        references.clear();
        if (text.capacity() > 1 << 20) {
            text.trimToSize();
        }
    }

    /// The text as a passage of the script.
    public Passage passage() {
        if (runs == 0) {
            return script.part(0, 0);
        }
        if (runs == 1 && bounds[0] == Integer.MAX_VALUE) {
            return script.part(places[0], places[0] + text.length());
        }
        return Passage.mapped(text.toString(), span(), offsets());
    }

    private Span span() {
        return script.span(place(0, 0), place(runs - 1, text.length() - 1) + 1);
    }

    private int[] offsets() {
        int[] offsets = new int[text.length() + 1];
        for (int run = 0; run < runs; run++) {
            int end = run + 1 < runs ? starts[run + 1] : text.length();
            for (int i = starts[run]; i < end; i++) {
                offsets[i] = script.span(place(run, i), place(run, i)).start();
            }
        }
        offsets[text.length()] = offsets[text.length() - 1] + 1;
        return offsets;
    }

    private int place(int run, int index) {
        return Math.min(places[run] + index - starts[run], bounds[run]);
    }
}
