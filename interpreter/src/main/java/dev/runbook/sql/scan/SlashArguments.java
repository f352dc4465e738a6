package dev.runbook.sql.scan;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a psql command behind its backslash, by the rules of psql's own scanner (`psqlscanslash.l`): its name,
/// then arguments that end at white space or at the next backslash.
public final class SlashArguments {

    /// An argument as psql sees it.
    ///
    /// @param quoted whether any part of it was quoted or came from a variable
    /// @param known whether its text is final: no variable stands in it whose value is not known yet
    /// @param own whether it is made of the script's own words
    public record Argument(String text, boolean quoted, boolean known, boolean own, Span place) {}

    private final Passage script;
    private final Input in;
    private final Interpolation interpolation;
    private final int start;
    private final String name;

    private final StringBuilder text = new StringBuilder();
    private boolean quoted;
    private boolean known;
    private boolean own;

    /// @param in an input whose position is just behind the backslash
    public SlashArguments(Passage script, Input in, Interpolation interpolation) {
        this.script = script;
        this.in = in;
        this.interpolation = interpolation;
        this.start = in.position - 1;
        int end = in.position;
        while (end < in.limit && !endsArgument(in.text.charAt(end))) {
            end++;
        }
        this.name = in.text.substring(in.position, end);
        in.position = end;
    }

    public String name() {
        return name;
    }

    /// The command from its backslash to where it has been read.
    public Span place() {
        return script.span(start, Math.max(start + 1, in.position));
    }

    /// The next argument, or null at the end of the command.
    ///
    /// @throws Refusal when it holds a backtick or an open quote
    public @Nullable Argument next() {
        in.position = Characters.spaceEnd(in);
        int from = in.position;
        text.setLength(0);
        quoted = false;
        known = true;
        own = true;
        while (!in.atEnd() && !endsArgument(in.ahead(0))) {
            piece();
        }
        return text.isEmpty() && !quoted
                ? null
                : new Argument(text.toString(), quoted, known, own, script.span(from, in.position));
    }

    /// All arguments that are left.
    public List<Argument> rest() {
        List<Argument> arguments = new ArrayList<>();
        for (Argument next = next(); next != null; next = next()) {
            arguments.add(next);
        }
        return arguments;
    }

    /// All that is left of the line, as it stands.
    public Passage wholeLine() {
        int from = Characters.spaceEnd(in);
        in.position = in.limit;
        return script.part(from, in.limit);
    }

    /// Skips what is left of a command that is not carried out.
    public void skip() {
        while (!in.atEnd() && in.ahead(0) != '\\') {
            char c = in.ahead(0);
            int close = c == '\'' || c == '"' || c == '`' ? in.text.indexOf(c, in.position + 1, in.limit) : -1;
            in.position = close < 0 ? in.position + 1 : close + 1;
        }
    }

    /// Ends the command: a double backslash belongs to it, anything else does not.
    public void end() {
        in.position = Characters.spaceEnd(in);
        if (in.ahead(0) == '\\' && in.ahead(1) == '\\') {
            in.position += 2;
        }
    }

    private static boolean endsArgument(char c) {
        return Characters.isSpace(c) || c == '\\';
    }

    private void piece() {
        char c = in.ahead(0);
        switch (c) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '`' -> throw refuse(in.position, "backticks would run a command on this machine",
                    "Run the command in a shell step, capture its output, and hand it over with vars.");
            case ':' -> colon();
            default -> take(1);
        }
    }

    private void take(int length) {
        text.append(in.text, in.position, in.position + length);
        in.position += length;
    }

    private void doubleQuoted() {
        quoted = true;
        int close = in.text.indexOf('"', in.position + 1, in.limit);
        if (close < 0) {
            throw unterminated(in.position);
        }
        take(close + 1 - in.position);
    }

    private void singleQuoted() {
        quoted = true;
        int open = in.position++;
        while (in.ahead(0) != '\'' || in.ahead(1) == '\'') {
            if (in.atEnd()) {
                throw unterminated(open);
            }
            if (in.ahead(0) == '\\' && in.position + 1 < in.limit) {
                escape();
            } else {
                in.position += in.ahead(0) == '\'' ? 1 : 0;
                take(1);
            }
        }
        in.position++;
    }

    private void escape() {
        char c = in.ahead(1);
        int digits = c == 'x' ? number(2, 2, 16) : number(1, 3, 8);
        if (digits > 0) {
            int from = in.position + (c == 'x' ? 2 : 1);
            int code = Integer.parseInt(in.text.substring(from, from + digits), c == 'x' ? 16 : 8);
            text.append((char) (code & 0xFF));
            in.position = from + digits;
            return;
        }
        text.append(switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> c;
        });
        in.position += 2;
    }

    /// How many digits stand so far ahead, at most so many.
    private int number(int distance, int most, int radix) {
        int count = 0;
        while (count < most && Character.digit(in.ahead(distance + count), radix) >= 0) {
            count++;
        }
        return count;
    }

    private void colon() {
        Reference.Kind kind = Characters.referenceKind(in);
        if (kind == null) {
            take(1);
            return;
        }
        int nameStart = Characters.nameStart(in, kind);
        int nameEnd = Characters.nameEnd(in, nameStart);
        int end = kind == Reference.Kind.RAW ? nameEnd : nameEnd + 1;
        Reference reference = new Reference(in.text.substring(nameStart, nameEnd), kind, script.span(in.position, end));
        String value = interpolation.argument(reference);
        quoted = quoted || value != null;
        known = known && !interpolation.isBlind();
        own = own && !interpolation.isForeign(reference);
        if (value == null) {
            take(end - in.position);
        } else {
            text.append(value);
            in.position = end;
        }
    }

    private Refusal unterminated(int open) {
        return refuse(open, "unterminated quote in a psql command",
                "The arguments of a psql command end with its line: close the quote on the same line.");
    }

    private Refusal refuse(int at, String title, String advice) {
        return new Refusal(Problem.error(script.span(at, at + 1), title, advice));
    }
}
