package dev.runbook.backfill;

import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.util.Arrays;

/// A statement put together from words of ours and from pieces of the runbook, which keep their places: an error in one
/// of them is shown where it was written.
final class Fragments {
    private final Span place;
    private final StringBuilder text = new StringBuilder();
    private int[] offsets = new int[256];

    /// @param place where words of ours seem to stand
    Fragments(Span place) {
        this.place = place;
    }

    Fragments add(String words) {
        for (int i = 0; i < words.length(); i++) {
            add(words.charAt(i), place.start());
        }
        return this;
    }

    Fragments add(Passage piece) {
        for (int i = 0; i < piece.text().length(); i++) {
            add(piece.text().charAt(i), piece.span(i, i + 1).start());
        }
        return this;
    }

    Passage passage() {
        int[] all = Arrays.copyOf(offsets, text.length() + 1);
        all[text.length()] = place.end();
        return Passage.mapped(text.toString(), place, all);
    }

    private void add(char c, int offset) {
        if (text.length() == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        offsets[text.length()] = offset;
        text.append(c);
    }
}
