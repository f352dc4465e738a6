package dev.runbook.sql.item;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes a `\copy` apart as psql does, and spells the COPY that psql sends for it.
public final class CopyLine {
    private static final String SPACE = " \t\n\r";

    private final Passage line;
    private final String text;
    private final StringBuilder source = new StringBuilder();
    private int position;

    private CopyLine(Passage line) {
        this.line = line;
        this.text = line.text();
    }

    /// What the line says; its inline data, if it wants any, is not there yet.
    ///
    /// @param file null for inline data and for output where results are shown
    public record Parsed(Passage sql, boolean from, @Nullable String file) {}

    public static Parsed parse(Passage line) {
        return new CopyLine(line).read();
    }

    private Parsed read() {
        String token = source();
        boolean from = token.equalsIgnoreCase("from");
        if (!from && !token.equalsIgnoreCase("to")) {
            throw refuse("\\copy: expected FROM or TO, found \"" + token + "\"",
                    "Write \\copy table (columns) from 'file' with (format csv), all on one line.");
        }
        String target = need(token(";", "'"));
        String file = file(target.toLowerCase(Locale.ROOT), target);
        if (position < text.length() && SPACE.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        String sql = "COPY " + source + (from ? " FROM STDIN " : " TO STDOUT ") + text.substring(position);
        return new Parsed(Passage.somewhere(sql, line.span()), from, file);
    }

    /// Reads the table with its columns, or the query, into the source, and gives back the word behind it.
    private String source() {
        String token = need(token(".,()", "\""));
        if (token.equalsIgnoreCase("binary")) {
            source.append(token);
            token = need(token(".,()", "\""));
        }
        if (token.equals("(")) {
            query();
        } else {
            source.append(' ').append(token);
        }
        token = need(token(".,()", "\""));
        if (token.equals(".")) {
            source.append(token).append(need(token(".,()", "\"")));
            token = need(token(".,()", "\""));
        }
        return token.equals("(") ? columns() : token;
    }

    private void query() {
        source.append(" (");
        for (int open = 1; open > 0;) {
            String token = need(token("()", "\"'"));
            open += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            source.append(' ').append(token);
        }
    }

    private String columns() {
        String token = "(";
        while (!token.equals(")")) {
            source.append(' ').append(token);
            token = need(token("()", "\""));
        }
        source.append(" )");
        return need(token(".,()", "\""));
    }

    private @Nullable String file(String word, String target) {
        return switch (word) {
            case "stdin", "stdout", "pstdout" -> null;
            case "pstdin" -> throw refuse("\\copy from pstdin would read from a terminal",
                    "Name a file, or put the data into the script with \\copy from stdin.");
            case "program" -> throw refuse("\\copy with a program would run a command on this machine",
                    "Run the command in a shell step that writes a file, and \\copy that file.");
            default -> target.startsWith("'") ? unquoted(target) : target;
        };
    }

    private static String unquoted(String target) {
        int end = target.length() > 1 && target.endsWith("'") ? target.length() - 1 : target.length();
        return target.substring(1, end).replace("''", "'");
    }

    /// A mark, a quoted text with its quotes, or all up to the next mark, quote or space; null at the end.
    private @Nullable String token(String marks, String quotes) {
        while (position < text.length() && SPACE.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        if (position == text.length()) {
            return null;
        }
        int start = position;
        char c = text.charAt(position++);
        if (quotes.indexOf(c) >= 0) {
            toClosing(c);
        } else if (marks.indexOf(c) < 0) {
            while (position < text.length() && (SPACE + marks + quotes).indexOf(text.charAt(position)) < 0) {
                position++;
            }
        }
        return text.substring(start, position);
    }

    private void toClosing(char quote) {
        while (position < text.length()) {
            if (text.charAt(position++) == quote) {
                if (position == text.length() || text.charAt(position) != quote) {
                    return;
                }
                position++;
            }
        }
    }

    private String need(@Nullable String token) {
        if (token == null) {
            throw refuse("\\copy ends too early",
                    "Write \\copy table (columns) from 'file' with (format csv), all on one line.");
        }
        return token;
    }

    private Refusal refuse(String title, String advice) {
        return new Refusal(Problem.error(line.span(), title, advice));
    }
}
