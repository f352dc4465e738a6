package dev.runbook.yaml;

import dev.runbook.problem.Problem;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says in plain words what the parser refused, where, and how to write it instead.
final class SyntaxAdvice {
    private static final String INDICATORS = "*&!@`%|>?";

    private final Source source;
    private final int at;
    private final int context;
    private final String problem;
    private final @Nullable Span lastScalar;
    private final Line line;

    /// @param lastScalar the last scalar that was read before the parser gave up
    SyntaxAdvice(Marks marks, MarkedYamlEngineException refused, @Nullable Span lastScalar) {
        this.source = marks.source();
        this.context = marks.offset(refused.getContextMark());
        this.at = marks.offset(refused.getProblemMark());
        this.problem = refused.getContext() + ": " + refused.getProblem();
        this.lastScalar = lastScalar;
        this.line = Line.at(source, at);
    }

    Problem problem() {
        Problem invisible = invisible(line);
        return invisible != null ? invisible : byMessage();
    }

    private Problem byMessage() {
        if (problem.contains("TAB")) {
            return error(tab(), "a tab stands where YAML wants spaces", "Indent with spaces only.");
        }
        if (problem.contains("scanning a quoted scalar") || problem.contains("unexpected end of stream")) {
            return error(one(context), "this quote is never closed",
                    "Close it, or, if it belongs to the text, put the other kind of quote around the whole.");
        }
        if (problem.contains("escape")) {
            return escape();
        }
        if (problem.contains("parsing a flow") || problem.contains("expected the node content")) {
            return bracket();
        }
        return indicator() ? wrongStart() : byStructure();
    }

    private Problem byStructure() {
        if (problem.contains("mapping values are not allowed")) {
            return secondColon();
        }
        if (problem.contains("sequence entries are not allowed")) {
            return error(one(at), "a list can't begin on the line of its key",
                    "Put each `- item` on a line of its own below the key, or write [a, b].");
        }
        if (problem.contains("could not find expected ':'")) {
            return noColon(Line.at(source, context));
        }
        return new IndentationAdvice(source, at, line, lastScalar).problem(problem);
    }

    /// A character that looks like a space, or like nothing, and is neither to YAML.
    private @Nullable Problem invisible(Line suspect) {
        for (int i = 0; i < suspect.text().length(); i++) {
            char c = suspect.text().charAt(i);
            String name = switch (c) {
                case '\u00A0' -> "no-break space";
                case '\u2007', '\u202F' -> "narrow no-break space";
                case '\u3000' -> "ideographic space";
                case '\u200B', '\u2060', '\uFEFF' -> "zero-width space";
                default -> "";
            };
            if (!name.isEmpty()) {
                return error(one(source.lineStart(suspect.number()) + i),
                        "an invisible character stands here (U+%04X, %s)".formatted((int) c, name),
                        "Replace it by an ordinary space; it came in with a paste.");
            }
        }
        return null;
    }

    private boolean indicator() {
        Span value = line.value();
        return value.start() <= at && value.end() > value.start()
                && INDICATORS.indexOf(source.text().charAt(value.start())) >= 0 && !line.opensBlock();
    }

    private Problem wrongStart() {
        Problem comparison = IndentationAdvice.comparison(line.key(), line.value());
        if (comparison != null) {
            return comparison;
        }
        char first = line.value().text().charAt(0);
        if (line.value().text().matches("[|>][-+0-9]*\\s+\\S.*") && !IndentationAdvice.isSigned(line.key())) {
            return error(line.value(), "behind a `" + first + "` nothing may stand on its line",
                    "Put the text on the lines below, indented deeper; or leave out the `" + first + "`.");
        }
        return error(line.value(), "a text can't begin with " + line.value().text().charAt(0) + " unless quoted",
                "Quote it: " + line.quoted());
    }

    private Problem escape() {
        int length = Math.min(2, source.text().length() - at);
        int start = source.text().charAt(Math.max(0, at - 1)) == '\\' ? at - 1 : Math.max(0, at - 2);
        Span escape = source.span(start, start + length);
        return error(escape, "`" + escape.text() + "` is no escape that double quotes know",
                "In single quotes a backslash is just a backslash; in double quotes write it twice.");
    }

    private Problem secondColon() {
        Span value = line.value();
        if (!line.key().isEmpty() && value.start() < at && value.end() > at) {
            return error(value, "the text has a `: ` in it, which YAML reads as one more key",
                    "Quote it: " + line.quoted());
        }
        Line before = line.before();
        if (before == null || before.key().isEmpty()) {
            return noColon(before == null ? line : before);
        }
        if (value.start() <= at && line.key().isEmpty()) {
            return error(line.content(), "the text has a `: ` in it, which YAML reads as one more key",
                    "Quote the text, or write it below a `|`.");
        }
        return error(line.content(), "this line stands deeper than line " + before.number() + ", which has a value",
                "Give both the same indentation; or, if this belongs below `" + before.key()
                        + "`, delete the value there.");
    }

    private Problem noColon(Line wrong) {
        Problem invisible = invisible(wrong);
        if (invisible != null) {
            return invisible;
        }
        String text = wrong.content().text().replaceFirst("^(- +)+", "");
        int colon = text.indexOf(':');
        if (colon > 0 && colon + 1 < text.length()) {
            return error(wrong.content(), "there is no space behind the `:`",
                    "Write `" + text.substring(0, colon) + ": " + text.substring(colon + 1) + "`.");
        }
        Line above = wrong.before();
        if (above != null && above.opensBlock() && wrong.indent() <= above.keyColumn()) {
            return error(wrong.content(), "this line is not indented as a text below `" + above.value().text() + "` is",
                    "Indent it, and the lines of text behind it, by at least " + (above.keyColumn() + 2) + " spaces.");
        }
        return error(wrong.content(), "this line has no `key:`",
                "Write `key: value`; or, if it goes on with the text above it, put that text below a `|` and indent it.");
    }

    /// What to say when the parser lost its way between brackets or braces.
    private Problem bracket() {
        if (template()) {
            return error(source.span(at - 1, at + 2), "between braces or brackets, a `${{ }}` must be quoted",
                    "Write \"${{ … }}\", quotes included.");
        }
        if (problem.contains("expected the node content")) {
            return missingContent();
        }
        char bracket = source.text().charAt(context);
        String closing = bracket == '[' ? "`]`" : "`}`";
        if (problem.contains("stream end") || source.position(context).line() < source.position(at).line()) {
            Span comment = comment(Line.at(source, context));
            return comment != null
                    ? error(comment, "a comment cuts this line short, its " + closing + " too",
                            "To mean the #, quote the text that it stands in.")
                    : error(one(context), "this `" + bracket + "` is not closed",
                            "Close it with " + closing + "; if it begins a text, quote the text.");
        }
        return error(one(at), "a `,` or " + closing + " is missing before this",
                "Quote a text that has commas, colons, quotes, brackets or braces in it.");
    }

    /// A comment that has the end of what was opened on its line.
    private @Nullable Span comment(Line opening) {
        int hash = opening.text().indexOf(" #", context - source.lineStart(opening.number()));
        int start = source.lineStart(opening.number()) + hash + 1;
        return hash >= 0 && opening.text().matches(".*[\\]}]\\s*")
                ? source.span(start, opening.content().end())
                : null;
    }

    private boolean template() {
        return at > 0 && source.text().startsWith("${", at - 1);
    }

    private Problem missingContent() {
        boolean starts = !line.value().text().isEmpty() && at == line.value().start();
        String found = at < source.text().length() ? source.text().substring(at, at + 1).strip() : "";
        return starts
                ? error(line.value(), "a text can't begin with " + found + " unless quoted",
                        "Quote it: " + line.quoted())
                : error(one(at), "there is nothing before this" + (found.isEmpty() ? "" : " `" + found + "`"),
                        "Delete it, or write what is missing; quote a text that begins with it.");
    }

    /// The tab, which the parser may have passed already.
    private Span tab() {
        int from = at < source.text().length() && source.text().charAt(at) == '\t'
                ? at
                : line.text().indexOf('\t') < 0
                        ? at
                        : source.lineStart(line.number()) + line.text().indexOf('\t');
        int end = from;
        while (end < source.text().length() && source.text().charAt(end) == '\t') {
            end++;
        }
        return source.span(from, Math.max(end, from + 1));
    }

    private Span one(int offset) {
        return source.span(offset, offset + 1);
    }

    static Problem error(Span place, String title, String advice) {
        return Problem.error(place, title, advice);
    }
}
