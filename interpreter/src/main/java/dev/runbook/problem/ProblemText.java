package dev.runbook.problem;

import dev.runbook.source.Position;
import dev.runbook.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/// The one way in which problems are shown: place, title, the line with a caret under it, what to do.
///
/// ```
/// runbooks/x.yaml:12:5: error: unknown key "expct"
///    12 |     expct: {rows: 0}
///       |     ^^^^^
///       = Did you mean "expect"?
/// ```
public final class ProblemText {
    private static final int WIDEST = 160;

    private ProblemText() {}

    public static String render(List<Problem> problems) {
        return problems.stream().map(ProblemText::render).collect(Collectors.joining("\n"));
    }

    public static String render(Problem problem) {
        String word = problem.isError() ? "error" : "warning";
        Span place = problem.place();
        if (place == null) {
            return word + ": " + problem.title() + "\n" + advice(problem, "  ");
        }
        return place + ": " + word + ": " + problem.title() + "\n" + excerpt(place) + advice(problem, "      ");
    }

    private static String advice(Problem problem, String margin) {
        return problem.advice().isEmpty()
                ? ""
                : problem.advice().lines().map(line -> margin + "= " + line + "\n").collect(Collectors.joining());
    }

    /// The line, cut to a window around the place when it is long, with carets under the place.
    private static String excerpt(Span place) {
        Position at = place.position();
        String line = place.source().line(at.line());
        int column = Math.min(line.length(), line.offsetByCodePoints(0, Math.min(at.column() - 1,
                line.codePointCount(0, line.length()))));
        int from = Math.max(0, Math.min(column - WIDEST / 2, line.length() - WIDEST));
        String shown = printable(line.substring(from, Math.min(line.length(), from + WIDEST)));
        int length = Math.clamp(place.end() - place.start(), 1, Math.max(1, shown.length() - (column - from)));
        String carets = blank(shown.substring(0, Math.min(shown.length(), column - from))) + "^".repeat(length);
        return "%5d | %s%n      | %s%n".formatted(at.line(), shown, carets).replace("\r\n", "\n");
    }

    /// Spaces of the same width, tabs kept, so that the caret stands under its character.
    private static String blank(String text) {
        return text.codePoints().mapToObj(c -> c == '\t' ? "\t" : " ".repeat(width(c))).collect(Collectors.joining());
    }

    private static int width(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
            default -> Character.getType(codePoint) == Character.NON_SPACING_MARK ? 0 : 1;
        };
    }

    private static String printable(String text) {
        return text.codePoints().map(c -> c != '\t' && Character.isISOControl(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
