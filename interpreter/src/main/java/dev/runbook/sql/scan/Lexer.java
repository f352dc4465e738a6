package dev.runbook.sql.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Finds where statements end, line by line, by the rules of psql's own scanner (`psqlscan.l`), and moves what
/// it reads into the query buffer, with the values of variables in place of the references to them.
public final class Lexer {

    /// Why it stopped reading.
    public enum Stop {
        SEMICOLON, BACKSLASH, END
    }

    /// What it is in the middle of.
    public enum Mode {
        PLAIN, COMMENT, STANDARD_STRING, ESCAPE_STRING, BIT_STRING, DOLLAR_STRING, QUOTED_IDENTIFIER
    }

    private final QueryBuffer buffer;
    private final Interpolation interpolation;
    private final Nesting nesting = new Nesting();
    private final Deque<Input> inputs = new ArrayDeque<>();
    private Mode mode = Mode.PLAIN;
    private int opened;
    private int commentDepth;
    private String tag = "";
    private boolean standardStrings = true;
    private boolean several;

    public Lexer(QueryBuffer buffer, Interpolation interpolation) {
        this.buffer = buffer;
        this.interpolation = interpolation;
    }

    public void standardConformingStrings(boolean on) {
        standardStrings = on;
    }

    public void begin(Input line) {
        inputs.clear();
        inputs.push(line);
    }

    /// Forgets everything about the statement: it was sent before it was complete.
    public void reset() {
        mode = Mode.PLAIN;
        several = false;
        nesting.reset();
    }

    public Mode mode() {
        return mode;
    }

    public Nesting nesting() {
        return nesting;
    }

    /// Where in the script the quote or comment that it is in was opened.
    public int opened() {
        return opened;
    }

    public Input input() {
        return inputs.element();
    }

    /// Whether the statement holds a `\;`, so that it is several statements in one message.
    public boolean takeSeveral() {
        boolean was = several;
        several = false;
        return was;
    }

    /// Reads on until a statement ends, a psql command begins, or the line is done.
    public Stop scan() {
        while (true) {
            Input in = inputs.element();
            if (!in.atEnd()) {
                Stop stop = step(in);
                if (stop != null) {
                    return stop;
                }
            } else if (inputs.size() > 1) {
                inputs.pop();
            } else {
                return Stop.END;
            }
        }
    }

    private @Nullable Stop step(Input in) {
        switch (mode) {
            case PLAIN -> {
                return plain(in);
            }
            case COMMENT -> comment(in);
            case STANDARD_STRING, ESCAPE_STRING, BIT_STRING -> quoted(in);
            case DOLLAR_STRING -> dollarQuoted(in);
            case QUOTED_IDENTIFIER -> quotedIdentifier(in);
        }
        return null;
    }

    private @Nullable Stop plain(Input in) {
        char c = in.ahead(0);
        if (c == ';' || c == '\\') {
            return c == ';' ? semicolon(in) : backslash(in);
        }
        switch (c) {
            case ' ', '\t', '\n', '\r', '\f' -> space(in, Characters.spaceEnd(in));
            case '\'' -> open(in, 1, standardStrings ? Mode.STANDARD_STRING : Mode.ESCAPE_STRING);
            case '"' -> open(in, 1, Mode.QUOTED_IDENTIFIER);
            case '$' -> dollar(in);
            case '(' -> {
                nesting.openParenthesis(in.place(in.position));
                emit(in, in.position + 1);
            }
            case ')' -> {
                nesting.closeParenthesis();
                emit(in, in.position + 1);
            }
            case ':' -> colon(in);
            default -> other(in, c);
        }
        return null;
    }

    private void other(Input in, char c) {
        if (c == '-' && in.ahead(1) == '-') {
            space(in, Characters.lineEnd(in));
        } else if (c == '/' && in.ahead(1) == '*') {
            commentDepth = 0;
            open(in, 2, Mode.COMMENT);
        } else if (Characters.startsWord(c)) {
            word(in, c);
        } else if (Characters.isDigit(c) || (c == '.' && Characters.isDigit(in.ahead(1)))) {
            emit(in, Characters.numberEnd(in));
        } else {
            emit(in, Characters.isOperator(c) ? Characters.operatorEnd(in) : in.position + 1);
        }
    }

    private void emit(Input in, int end) {
        buffer.append(in, in.position, end);
        in.position = end;
    }

    /// psql keeps no white space and no `--` comment at the start of its buffer.
    private void space(Input in, int end) {
        if (!buffer.isEmpty()) {
            buffer.append(in, in.position, end);
        }
        in.position = end;
    }

    private void open(Input in, int length, Mode next) {
        opened = in.place(in.position);
        mode = next;
        emit(in, in.position + length);
    }

    private @Nullable Stop semicolon(Input in) {
        emit(in, in.position + 1);
        if (nesting.isOpen()) {
            return null;
        }
        nesting.restartWords();
        return Stop.SEMICOLON;
    }

    /// `\;` and `\:` put their second character into the buffer; any other backslash begins a psql command.
    private @Nullable Stop backslash(Input in) {
        char next = in.ahead(1);
        in.position++;
        if (next != ';' && next != ':') {
            return Stop.BACKSLASH;
        }
        if (next == ';') {
            nesting.restartWords();
            several = true;
        }
        emit(in, in.position + 1);
        return null;
    }

    private void word(Input in, char c) {
        char next = in.ahead(1);
        if (next == '\'' && "eEbBxX".indexOf(c) >= 0) {
            open(in, 2, c == 'e' || c == 'E' ? Mode.ESCAPE_STRING : Mode.BIT_STRING);
        } else if (next == '\'' && (c == 'n' || c == 'N')) {
            emit(in, in.position + 1);
        } else if (next == '&' && (c == 'u' || c == 'U') && (in.ahead(2) == '\'' || in.ahead(2) == '"')) {
            open(in, 3, in.ahead(2) == '"' ? Mode.QUOTED_IDENTIFIER : Mode.STANDARD_STRING);
        } else {
            int end = Characters.wordEnd(in, in.position);
            nesting.word(in, end - in.position);
            emit(in, end);
        }
    }

    private void dollar(Input in) {
        int end = Characters.dollarTagEnd(in);
        if (end < 0) {
            emit(in, in.position + 1);
        } else {
            tag = in.text.substring(in.position, end);
            open(in, tag.length(), Mode.DOLLAR_STRING);
        }
    }

    /// The end tag is looked for at each dollar sign, so that `$a$ … $b$a$` ends at the last one.
    private void dollarQuoted(Input in) {
        int found = in.text.indexOf(tag, in.position, in.limit);
        if (found >= 0) {
            mode = Mode.PLAIN;
        }
        emit(in, found < 0 ? in.limit : found + tag.length());
    }

    private void quotedIdentifier(Input in) {
        int found = in.text.indexOf('"', in.position, in.limit);
        emit(in, found < 0 ? in.limit : found + 1);
        if (found >= 0 && in.ahead(0) == '"') {
            emit(in, in.position + 1);
        } else if (found >= 0) {
            mode = Mode.PLAIN;
        }
    }

    private void comment(Input in) {
        int i = in.position;
        while (i < in.limit && in.text.charAt(i) != '*' && in.text.charAt(i) != '/') {
            i++;
        }
        boolean opens = in.text.startsWith("/*", i) && i + 2 <= in.limit;
        boolean closes = in.text.startsWith("*/", i) && i + 2 <= in.limit;
        if (opens) {
            commentDepth++;
        } else if (closes && --commentDepth < 0) {
            mode = Mode.PLAIN;
        }
        emit(in, Math.min(in.limit, opens || closes ? i + 2 : i + 1));
    }

    private void quoted(Input in) {
        emit(in, Characters.quoteEnd(in, mode == Mode.ESCAPE_STRING));
        if (!in.atEnd()) {
            boolean doubled = in.ahead(1) == '\'' && mode != Mode.BIT_STRING;
            emit(in, in.position + (doubled ? 2 : 1));
            if (!doubled) {
                endQuoted(in);
            }
        }
    }

    private void endQuoted(Input in) {
        int more = Characters.continuationEnd(in);
        if (more < 0) {
            mode = Mode.PLAIN;
        } else {
            emit(in, more);
        }
    }

    private void colon(Input in) {
        Reference.Kind kind = Characters.referenceKind(in);
        if (kind == null) {
            char next = in.ahead(1);
            emit(in, in.position + (next == ':' || next == '=' ? 2 : 1));
            return;
        }
        int start = Characters.nameStart(in, kind);
        int nameEnd = Characters.nameEnd(in, start);
        int end = kind == Reference.Kind.RAW ? nameEnd : nameEnd + 1;
        substitute(in, end, in.text.substring(start, nameEnd), kind);
    }

    /// A raw value is read as if it stood in the script, unless it is in the middle of itself.
    private void substitute(Input in, int end, String name, Reference.Kind kind) {
        int from = in.place(in.position);
        int to = in.placeEnd(end);
        Reference reference = new Reference(name, kind, buffer.span(from, to));
        buffer.refer(reference);
        switch (interpolation.resolve(reference)) {
            case Interpolation.Result.Rescan(String value) when inputs.stream()
                    .noneMatch(input -> name.equals(input.variable)) -> {
                in.position = end;
                inputs.push(Input.value(value, name, from, to));
            }
            case Interpolation.Result.Written(String value) -> {
                in.position = end;
                buffer.append(value.startsWith("-") && buffer.endsWith('-') ? " " + value : value, from, to);
            }
            case Interpolation.Result.Rescan _,Interpolation.Result.AsItIs _ -> emit(in, end);
        }
    }
}
