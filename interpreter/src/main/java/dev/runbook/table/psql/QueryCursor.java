package dev.runbook.table.psql;

import dev.runbook.table.DisplayWidth;

/// The two lines that point into a query: `LINE 2: …` and the caret below.
///
/// The line is cut by libpq's rules: to 60 columns, on the right first, unless the caret would come nearer than
/// ten columns to the cut; then on the left too.
final class QueryCursor {
    private static final int WIDEST = 60;
    private static final int RIGHT_MARGIN = 10;

    private final int[] characters;
    /// The column at which each character begins, and at the end the column after the last.
    private final int[] columns;
    private final int at;

    private QueryCursor(String query, int at) {
        this.characters = query.codePoints().toArray();
        this.at = at;
        this.columns = new int[characters.length + 1];
        for (int i = 0; i < characters.length; i++) {
            columns[i + 1] = columns[i] + Math.max(1, DisplayWidth.of(characters[i]));
        }
    }

    /// @param position the character that the caret stands under, from 1
    static String show(String query, int position) {
        QueryCursor cursor = new QueryCursor(query, position - 1);
        return position < 1 || cursor.at > cursor.characters.length ? "" : cursor.lines();
    }

    private String lines() {
        int begin = begin();
        int end = at;
        while (end < characters.length && !isBreak(end)) {
            end++;
        }
        int shownEnd = cutRight(begin, end);
        int shownBegin = cutLeft(begin, shownEnd);
        String prefix = "LINE " + lineNumber() + ": " + (shownBegin > begin ? "..." : "");
        String caret = " ".repeat(prefix.length() + columns[at] - columns[shownBegin]) + "^";
        return prefix + text(shownBegin, shownEnd) + (shownEnd < end ? "..." : "") + "\n" + caret + "\n";
    }

    private int cutRight(int begin, int end) {
        int cut = end;
        if (columns[end] - columns[begin] <= WIDEST) {
            return end;
        }
        if (columns[begin] + WIDEST >= columns[at] + RIGHT_MARGIN) {
            while (columns[cut] - columns[begin] > WIDEST) {
                cut--;
            }
        } else {
            while (columns[at] + RIGHT_MARGIN < columns[cut]) {
                cut--;
            }
        }
        return cut;
    }

    private int cutLeft(int begin, int end) {
        int cut = begin;
        while (columns[end] - columns[cut] > WIDEST) {
            cut++;
        }
        return cut;
    }

    /// The first character of the line: past the last line break before the caret.
    private int begin() {
        int begin = at;
        while (begin > 0 && !isBreak(begin - 1)) {
            begin--;
        }
        return begin;
    }

    private int lineNumber() {
        int line = 1;
        for (int i = 0; i < at; i++) {
            boolean second = characters[i] == '\n' && i > 0 && characters[i - 1] == '\r';
            line += isBreak(i) && !second ? 1 : 0;
        }
        return line;
    }

    private boolean isBreak(int index) {
        return characters[index] == '\n' || characters[index] == '\r';
    }

    /// The characters as they are shown: a tab as one space.
    private String text(int begin, int end) {
        return new String(characters, begin, end - begin).replace('\t', ' ');
    }
}
