package dev.runbook.yaml;

import dev.runbook.source.Passage;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Style;

/// Finds where each character of a scalar stands, by walking through what was written and what it means at once.
final class Placement {
    private final Scalar scalar;
    private final String raw;
    private final String text;
    private final int[] offsets;
    private final int end;
    private int at;
    private int done;

    private Placement(Scalar scalar) {
        this.scalar = scalar;
        this.raw = scalar.span().source().text();
        this.text = scalar.text();
        this.offsets = new int[text.length() + 1];
        boolean quoted = scalar.style() == Style.SINGLE_QUOTED || scalar.style() == Style.DOUBLE_QUOTED;
        this.at = scalar.span().start() + (quoted ? 1 : 0);
        this.end = scalar.style().isBlock() ? raw.length() : scalar.span().end() - (quoted ? 1 : 0);
    }

    static Passage of(Scalar scalar) {
        if (scalar.isPlain() && scalar.span().end() - scalar.span().start() == scalar.text().length()) {
            return Passage.verbatim(scalar.span());
        }
        return new Placement(scalar).passage();
    }

    private Passage passage() {
        if (scalar.style().isBlock()) {
            block();
        } else {
            flow();
        }
        if (done < text.length()) {
            return Passage.somewhere(text, scalar.span());
        }
        offsets[done] = done == 0 ? Math.min(at, scalar.span().end()) : Math.min(offsets[done - 1] + 1, raw.length());
        return Passage.mapped(text, scalar.span(), offsets);
    }

    private void put(int offset) {
        if (done < text.length()) {
            offsets[done++] = offset;
        }
    }

    /// Plain and quoted scalars: a line break is a space, several are one fewer.
    private void flow() {
        while (done < text.length() && at < end) {
            if (breakAhead()) {
                fold();
            } else if (scalar.style() == Style.DOUBLE_QUOTED && raw.charAt(at) == '\\') {
                escape();
            } else {
                put(at);
                at += scalar.style() == Style.SINGLE_QUOTED && raw.charAt(at) == '\'' ? 2 : 1;
            }
        }
    }

    private boolean breakAhead() {
        int next = at;
        while (next < end && isBlank(raw.charAt(next))) {
            next++;
        }
        return next < end && isBreak(raw.charAt(next));
    }

    private void fold() {
        int first = -1;
        int breaks = 0;
        while (at < end && (isBlank(raw.charAt(at)) || isBreak(raw.charAt(at)))) {
            if (isBreak(raw.charAt(at))) {
                if (breaks++ == 0) {
                    first = at;
                } else {
                    put(at);
                }
                skipBreak();
            } else {
                at++;
            }
        }
        if (breaks == 1) {
            put(first);
        }
    }

    /// A backslash and what follows it, in double quotes.
    private void escape() {
        int start = at;
        char code = at + 1 < end ? raw.charAt(at + 1) : ' ';
        if (isBreak(code)) {
            at++;
            continueLine();
            return;
        }
        int digits = code == 'x' ? 2 : code == 'u' ? 4 : code == 'U' ? 8 : 0;
        at += 2 + digits;
        put(start);
        if (digits == 8 && done < text.length() && Character.isHighSurrogate(text.charAt(done - 1))) {
            put(start);
        }
    }

    /// A backslash at a line's end joins the lines; empty lines after it count.
    private void continueLine() {
        skipBreak();
        while (at < end && (isBlank(raw.charAt(at)) || isBreak(raw.charAt(at)))) {
            if (isBreak(raw.charAt(at))) {
                put(at);
                skipBreak();
            } else {
                at++;
            }
        }
    }

    /// Scalars under `|` and `>`: their lines less the indentation, joined as the text says.
    private void block() {
        skipLine();
        int indent = indentation();
        while (done < text.length() && at < end) {
            skipIndent(indent);
            while (at < end && !isBreak(raw.charAt(at))) {
                put(at++);
            }
            breaks(indent);
        }
        if (at >= end && text.startsWith("\n", done)) {
            put(end);
        }
    }

    /// The first line's indentation in the file less what is left of it in the text: YAML's own rule, turned around.
    private int indentation() {
        int line = at;
        int written = 0;
        for (int i = at; i < end && (raw.charAt(i) == ' ' || isBreak(raw.charAt(i))); i++) {
            line = isBreak(raw.charAt(i)) ? i + 1 : line;
            written = i + 1 - line;
        }
        int start = 0;
        int left = 0;
        for (int i = 0; i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\n'); i++) {
            start = text.charAt(i) == '\n' ? i + 1 : start;
            left = i + 1 - start;
        }
        return Math.max(0, written - left);
    }

    private void breaks(int indent) {
        int meant = 0;
        while (done + meant < text.length() && text.charAt(done + meant) == '\n') {
            meant++;
        }
        int first = at;
        int found = countBreaks(indent);
        if (meant == 0) {
            put(first);
            return;
        }
        int last = at;
        at = first;
        for (int i = 0; i < found; i++) {
            skipIndent(indent);
            if (i >= found - meant) {
                put(at);
            }
            skipBreak();
        }
        at = last;
    }

    private int countBreaks(int indent) {
        int found = 0;
        while (true) {
            int start = at;
            if (found > 0) {
                skipIndent(indent);
            }
            if (at >= end || !isBreak(raw.charAt(at))) {
                at = start;
                return found;
            }
            skipBreak();
            found++;
        }
    }

    private void skipIndent(int indent) {
        for (int i = 0; i < indent && at < end && raw.charAt(at) == ' '; i++) {
            at++;
        }
    }

    private void skipLine() {
        while (at < end && !isBreak(raw.charAt(at))) {
            at++;
        }
        skipBreak();
    }

    private void skipBreak() {
        if (at < end) {
            at += raw.startsWith("\r\n", at) ? 2 : 1;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
