package dev.runbook.value;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Masks a text that comes in pieces. What might be the beginning of a secret is held back until it is known, so
/// memory is bounded by the longest secret; the rest is handed on at once. For one thread.
public final class MaskingStream {
    private static final int SLICE = 8192;

    private final Automaton automaton;
    /// The text from `heldFrom` up to `heldFrom + size`, counted from the stream's beginning.
    private char[] held = new char[2 * SLICE];
    private int size;
    private final Deque<Stretch> pending = new ArrayDeque<>();
    private long heldFrom;
    private long position;
    private long maskedTo;
    private int state;
    private boolean swallows;

    MaskingStream(Automaton automaton) {
        this.automaton = automaton;
    }

    /// A stretch of the text that holds a secret.
    private record Stretch(long start, long end) {}

    /// Takes the next piece and gives back what is safe to show by now.
    public String feed(CharSequence piece) {
        if (automaton.isEmpty()) {
            return piece.toString();
        }
        StringBuilder out = new StringBuilder(piece.length());
        for (int from = 0; from < piece.length(); from += SLICE) {
            slice(piece, from, Math.min(piece.length(), from + SLICE), out);
        }
        return out.toString();
    }

    private void slice(CharSequence piece, int from, int to, StringBuilder out) {
        int done = size;
        hold(piece, from, to);
        for (int i = quiet(done); i < size; i = quiet(i + 1)) {
            position = heldFrom + i;
            take(held[i]);
        }
        position = heldFrom + size;
        long earliest = position - automaton.depth(state);
        long lookBack = earliest > heldFrom && isBase64(at(earliest - 1)) ? 1 : 0;
        release(earliest - lookBack, out);
    }

    private void hold(CharSequence piece, int from, int to) {
        if (size + to - from > held.length) {
            held = Arrays.copyOf(held, 2 * held.length);
        }
        piece.getChars(from, to, held, size);
        size += to - from;
    }

    /// The next character that needs a look: nearly all of a log begin no secret.
    private int quiet(int from) {
        if (state != 0 || swallows) {
            return from;
        }
        char[] text = held;
        int last = size - 1;
        int i = from;
        while (i < last && !automaton.begins(text[i], text[i + 1])) {
            i++;
        }
        return i;
    }

    /// Gives back what was held; the stream can be used again for another text.
    public String finish() {
        StringBuilder out = new StringBuilder();
        release(position, out);
        state = 0;
        swallows = false;
        return out.toString();
    }

    private void take(char c) {
        state = automaton.next(state, c);
        long here = position++;
        if (swallows && isBase64(c)) {
            lengthen(here);
        }
        SecretForms.Form form = automaton.found(state);
        swallows = form != null && form.after();
        if (form != null) {
            long start = position - form.text().length();
            boolean more = form.before() && start > heldFrom && isBase64(at(start - 1));
            hide(more ? start - 1 : start);
        }
    }

    /// Hides from a place up to here; all stretches known so far end before.
    private void hide(long start) {
        long from = start;
        while (!pending.isEmpty() && pending.getLast().end > from) {
            from = Math.min(from, pending.removeLast().start);
        }
        if (from < maskedTo) {
            maskedTo = position;
        } else {
            pending.addLast(new Stretch(from, position));
        }
    }

    /// The character after a stretch of base64 holds the secret's last bits.
    private void lengthen(long end) {
        if (!pending.isEmpty() && pending.getLast().end == end) {
            pending.addLast(new Stretch(pending.removeLast().start, end + 1));
        } else if (maskedTo == end) {
            maskedTo = end + 1;
        }
    }

    private void release(long limit, StringBuilder out) {
        while (!pending.isEmpty() && pending.getFirst().start < limit) {
            Stretch hidden = pending.removeFirst();
            show(hidden.start, out);
            out.append(Mask.TOKEN);
            maskedTo = hidden.end;
        }
        show(limit, out);
    }

    private void show(long end, StringBuilder out) {
        long from = Math.max(heldFrom, maskedTo);
        if (from < end) {
            out.append(held, (int) (from - heldFrom), (int) (end - from));
        }
        int gone = (int) (end - heldFrom);
        size -= gone;
        System.arraycopy(held, gone, held, 0, size);
        heldFrom = end;
    }

    private char at(long place) {
        return held[(int) (place - heldFrom)];
    }

    private static boolean isBase64(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '_');
    }
}
