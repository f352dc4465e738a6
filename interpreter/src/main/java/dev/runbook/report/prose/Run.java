package dev.runbook.report.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a paragraph.
///
/// @param code whether it stood between backticks
/// @param strong whether it stood between two stars
/// @param emphasis whether it stood between single stars or underscores
public record Run(boolean code, boolean strong, boolean emphasis, String text) {
    private static final String CODE = "(?<ticks>(?<!`)`+(?!`))(?<code>.+?)(?<!`)\\k<ticks>(?!`)";
    private static final String STRONG = "\\*\\*(?=\\S)(?<strong>[^*]+)(?<=\\S)\\*\\*";
    private static final String EMPHASIS = "(?<![\\w*])\\*(?=\\S)(?<star>[^*]+)(?<=\\S)\\*(?![\\w*])"
            + "|(?<![\\w_])_(?=\\S)(?<line>[^_]+)(?<=\\S)_(?![\\w_])";
    private static final String LINK = "\\[(?<label>[^\\]\\[]+)\\]\\((?<target>[^()\\s]+)\\)|<(?<address>https?://[^<>\\s]+)>";
    private static final Pattern ADVICE = Pattern.compile(CODE, Pattern.DOTALL);
    private static final Pattern MARKDOWN = Pattern.compile(
            String.join("|", CODE, STRONG, EMPHASIS, LINK), Pattern.DOTALL);

    static List<Run> ofAdvice(String text) {
        return of(text, ADVICE, found -> code(found.group("code")));
    }

    static List<Run> ofMarkdown(String text) {
        return of(text, MARKDOWN, Run::marked);
    }

    /// Whether it is nothing but words.
    public boolean plain() {
        return !code && !strong && !emphasis;
    }

    static Run words(String text) {
        return new Run(false, false, false, text);
    }

    static Run strong(String text) {
        return new Run(false, true, false, text);
    }

    private static Run code(String text) {
        return new Run(true, false, false, text.strip());
    }

    private interface Reading {
        Run of(Matcher found);
    }

    private static List<Run> of(String text, Pattern pattern, Reading reading) {
        List<Run> runs = new ArrayList<>();
        Matcher found = pattern.matcher(text);
        int end = 0;
        while (found.find()) {
            add(runs, words(text.substring(end, found.start())));
            add(runs, reading.of(found));
            end = found.end();
        }
        add(runs, words(text.substring(end)));
        return List.copyOf(runs);
    }

    private static void add(List<Run> runs, Run run) {
        if (!run.text().isEmpty()) {
            runs.add(run);
        }
    }

    /// Where a link leads is said, so that it is seen on paper and by whoever decides whether to follow it.
    private static Run marked(Matcher found) {
        if (found.group("code") != null) {
            return code(found.group("code"));
        }
        if (found.group("strong") != null) {
            return strong(found.group("strong").replace("`", ""));
        }
        if (found.group("label") != null) {
            return words(found.group("label") + " (" + found.group("target") + ")");
        }
        if (found.group("address") != null) {
            return words(found.group("address"));
        }
        String star = found.group("star");
        return new Run(false, false, true, star == null ? found.group("line") : star);
    }
}
