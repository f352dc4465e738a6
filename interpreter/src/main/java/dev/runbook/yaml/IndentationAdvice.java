package dev.runbook.yaml;

import dev.runbook.problem.Problem;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What to say when a block ended where none should: mostly indentation, or what follows a closed quote.
record IndentationAdvice(Source source, int at, Line line, @Nullable Span lastScalar) {
    private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<) *(-?[0-9][^\\s,}\\]]*)");
    /// Keys whose values are texts with a sign in front.
    private static final Set<String> SIGNED = Set.of("took", "postgres", "blocked_for");

    Problem problem(String message) {
        if (message.contains("found ']'") || message.contains("found '}'")) {
            return error(one(), "this `" + one().text() + "` closes nothing",
                    "Delete it; if it belongs to a text, quote the text.");
        }
        if (message.contains("<document start>") && ended()) {
            return error(line.content(), "the document ended above, with `...`",
                    "Delete the line with the three dots: a file holds one document.");
        }
        if (message.contains("found '<scalar>'") || line.content().start() < at) {
            return behindValue();
        }
        return misplaced(message);
    }

    private boolean ended() {
        return source.text().substring(0, at).lines().anyMatch(text -> text.startsWith("..."));
    }

    /// A value that was complete, and then more.
    private Problem behindValue() {
        Span last = lastScalar;
        boolean close = last != null && last.end() <= at && source.text().substring(last.end(), at).isBlank();
        String opening = last == null || last.text().isEmpty() ? "" : last.text().substring(0, 1);
        if (close && last != null && (opening.equals("\"") || opening.equals("'"))) {
            return behindQuote(last, opening);
        }
        Problem comparison = line.content().start() < at
                ? comparison("", source.span(at, line.content().end()))
                : null;
        if (comparison != null) {
            return comparison;
        }
        if (line.content().start() < at) {
            return error(source.span(at, line.content().end()), "there is more on this line behind a finished value",
                    "Quote it: " + line.quoted());
        }
        return looseText();
    }

    /// What to say of a value such as `> 0`, where it is not a key that wants it so; or null.
    static @Nullable Problem comparison(String key, Span value) {
        Matcher sign = COMPARED.matcher(value.text());
        return sign.lookingAt() && !isSigned(key)
                ? error(value, "a comparison is not written with a sign",
                        "Write {" + word(sign.group(1)) + ": " + sign.group(2) + "}.")
                : null;
    }

    static boolean isSigned(String key) {
        return SIGNED.contains(key);
    }

    private static String word(String sign) {
        return switch (sign) {
            case ">" -> "gt";
            case ">=" -> "gte";
            case "<" -> "lt";
            default -> "lte";
        };
    }

    private Problem behindQuote(Span last, String quote) {
        int closed = source.position(last.end()).line();
        if (last.position().line() < closed) {
            return error(source.span(last.start(), last.start() + 1),
                    "this quote is closed only by the one on line " + closed, "Close it where its text ends.");
        }
        return error(source.span(last.end() - 1, Math.max(last.end(), line.content().end())),
                "the text ends at this quote, but the line goes on",
                quote.equals("'")
                        ? "Inside single quotes write a quote twice: ''."
                        : "Inside double quotes write a quote as \\\", or put single quotes around the whole.");
    }

    private Problem looseText() {
        Line before = line.before();
        if (before != null && before.text().contains(" #")) {
            return error(line.content(), "the comment on line " + before.number() + " has ended the text above this",
                    "Delete the comment, or put the text below a `|`, where a # is just a #.");
        }
        Line block = block();
        if (block != null) {
            return error(line.content(), "this line is indented less than the text that it belongs to",
                    "The text below line " + block.number() + " begins with "
                            + new Line(source, block.number() + 1).indent()
                            + " spaces: indent each of its lines by at least as many" + indicator(block) + ".");
        }
        return error(line.content(), "this line has no `key:`", "Write `key: value`, or indent it as the text above.");
    }

    /// How to keep the spaces that its first line begins with, as a table of psql's does: by saying where the text begins.
    private String indicator(Line block) {
        int columns = line.indent() - block.keyColumn();
        return columns < 1 || columns > 9 || block.key().isEmpty()
                ? ""
                : ". If those of its first line are part of the text, as in psql's tables, write `" + block.key() + ": "
                        + block.value().text().charAt(0) + columns + "` on line " + block.number();
    }

    /// The block scalar that a line of text has fallen out of.
    private @Nullable Line block() {
        for (Line above = line.before(); above != null; above = above.before()) {
            if (above.opensBlock()) {
                return above;
            }
            if (above.indent() < line.indent()) {
                return null;
            }
        }
        return null;
    }

    private Problem misplaced(String message) {
        if (message.contains("found '-'")) {
            return error(line.content(), "a list item stands where a key is expected",
                    "Indent it below the key that it belongs to, or write `key:` before its text.");
        }
        if (message.contains("found '?'") || (message.contains("found '<block mapping") && atItem())) {
            return error(line.content(), "a key stands where the list above it goes on",
                    "If a new item begins here, write `- ` before it; else indent it as the keys of its item, or as the"
                            + " key of the list.");
        }
        return error(line.content(), "the indentation of this line fits no line above it", levels());
    }

    private boolean atItem() {
        Line before = line.before();
        return before != null && before.isItem() && before.indent() == line.indent();
    }

    private String levels() {
        StringBuilder fitting = new StringBuilder();
        int limit = Integer.MAX_VALUE;
        for (Line above = line.before(); above != null && limit > 0; above = above.before()) {
            int column = line.isItem() ? above.indent() : above.keyColumn();
            if (column < limit && (above.isItem() || !line.isItem())) {
                limit = column;
                fitting.append(fitting.isEmpty() ? "" : ", ").append(limit).append(" (as line ").append(above.number())
                        .append(')');
            }
        }
        return fitting.isEmpty() ? "Indent it as the lines above." : "Spaces that fit here: " + fitting + ".";
    }

    private Span one() {
        return source.span(at, at + 1);
    }

    private static Problem error(Span place, String title, String advice) {
        return Problem.error(place, title, advice);
    }
}
