package dev.runbook.table.paste;

import dev.runbook.source.Passage;
import dev.runbook.table.CellText;
import dev.runbook.table.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A line of a pasted table.
record PastedLine(Passage passage) {
    private static final Pattern RULE = Pattern.compile("[|+]?-+(?:[+|]-+)*[|+]?");
    private static final Pattern MARKDOWN_RULE = Pattern
            .compile("\\|?[ \t]*:?-{2,}:?[ \t]*(?:\\|[ \t]*:?-{2,}:?[ \t]*)*\\|?");

    /// The lines of a text, without their line breaks.
    static List<PastedLine> of(Passage table) {
        List<PastedLine> lines = new ArrayList<>();
        String text = table.text();
        for (int start = 0; start <= text.length();) {
            int feed = text.indexOf('\n', start);
            int next = feed < 0 ? text.length() : feed;
            int end = next > start && text.charAt(next - 1) == '\r' ? next - 1 : next;
            lines.add(new PastedLine(table.part(start, end)));
            start = next + 1;
        }
        return lines;
    }

    String text() {
        return passage.text();
    }

    String trimmed() {
        return CellText.trim(text());
    }

    boolean isBlank() {
        return trimmed().isEmpty();
    }

    /// Whether it is a line of dashes, as psql or Markdown draws one below the header.
    boolean isRule() {
        return RULE.matcher(trimmed()).matches() || MARKDOWN_RULE.matcher(trimmed()).matches();
    }

    /// Whether it is the upper or lower edge of a frame.
    boolean isEdge() {
        return isRule() && text().startsWith("+", indent());
    }

    /// Where the text begins.
    int indent() {
        int indent = 0;
        while (indent < text().length() && CellText.isBlank(text().charAt(indent))) {
            indent++;
        }
        return indent;
    }

    /// Where the text ends.
    int end() {
        int end = text().length();
        while (end > 0 && CellText.isBlank(text().charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /// The trimmed text with its places.
    Passage content() {
        int indent = indent();
        return passage.part(indent, Math.max(indent, end()));
    }

    /// The places of the bars between cells; one after a backslash belongs to the text.
    List<Integer> bars() {
        List<Integer> bars = new ArrayList<>();
        for (int i = text().indexOf('|'); i >= 0; i = text().indexOf('|', i + 1)) {
            if (i == 0 || text().charAt(i - 1) != '\\') {
                bars.add(i);
            }
        }
        return bars;
    }

    /// The pieces between the bars, spaces and all; the first before the first bar, the last after the last.
    List<Passage> pieces() {
        List<Passage> pieces = new ArrayList<>();
        int start = 0;
        for (int bar : bars()) {
            pieces.add(passage.part(start, bar));
            start = bar + 1;
        }
        pieces.add(passage.part(start, text().length()));
        return pieces;
    }

    /// The terminal columns in which a rule's crossings stand.
    List<Integer> crossings() {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < text().length(); i++) {
            if (text().charAt(i) == '+' || text().charAt(i) == '|') {
                columns.add(i);
            }
        }
        return columns;
    }

    /// The terminal columns in which the bars stand.
    List<Integer> barColumns() {
        return bars().stream().map(this::column).toList();
    }

    /// The terminal column in which a character stands, or -1 where a tab makes that unknowable.
    int column(int index) {
        String before = text().substring(0, index);
        return before.indexOf('\t') >= 0 ? -1 : DisplayWidth.of(before);
    }
}
