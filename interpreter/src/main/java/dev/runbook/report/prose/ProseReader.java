package dev.runbook.report.prose;

import dev.runbook.report.prose.Prose.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the blocks of Markdown that runbooks have: paragraphs, lists in lists, headings, code and tables.
final class ProseReader {
    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})\\s*([\\w+-]{0,20})[^`]*");
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*+]|\\d{1,9}[.)])\\s+(\\S.*)");
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}\\s+(.*?)\\s*#*\\s*");
    private static final Pattern RULER = Pattern.compile("\\s*([-*_])(?:\\s*\\1){2,}\\s*");
    private static final Pattern QUOTE = Pattern.compile(" {0,3}> ?(.*)");
    private static final String CODE = "    ";

    /// An item whose end has not been seen.
    private record Open(int column, int depth, String marker, String indent, StringBuilder text) {}

    private final List<Prose> parts = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final List<Open> items = new ArrayList<>();
    private boolean blank = true;

    List<Prose> read(String text) {
        List<String> lines = text.stripTrailing().replace("\t", CODE).lines().toList();
        for (int i = 0; i < lines.size();) {
            i += line(lines.subList(i, lines.size()));
        }
        end();
        return List.copyOf(parts);
    }

    /// @return how many lines were taken
    private int line(List<String> rest) {
        String line = rest.getFirst();
        Matcher fence = FENCE.matcher(line);
        Matcher heading = HEADING.matcher(line);
        if (fence.matches()) {
            return fenced(fence.group(1), fence.group(2), rest);
        }
        if (line.stripLeading().startsWith("|")) {
            return block(rest, "", each -> each.stripLeading().startsWith("|"));
        }
        if (line.startsWith(CODE) && blank && items.isEmpty()) {
            return block(rest, CODE, each -> each.startsWith(CODE) || each.isBlank());
        }
        if (heading.matches()) {
            end();
            parts.add(Prose.paragraph(List.of(Run.strong(heading.group(1)))));
        } else if (RULER.matcher(line).matches()) {
            end();
        } else {
            text(line);
        }
        return 1;
    }

    private void text(String line) {
        Matcher item = ITEM.matcher(line);
        Matcher quote = QUOTE.matcher(line);
        if (line.isBlank()) {
            endParagraph();
        } else if (item.matches() && begins(item)) {
            endParagraph();
            open(item.group(1).length(), item.group(2), item.group(3));
        } else if (!items.isEmpty() && (!blank || line.startsWith(" "))) {
            StringBuilder text = items.getLast().text();
            join(text, (blank ? "\n\n" : "") + line.strip(), line);
        } else {
            endList();
            join(paragraph, quote.matches() ? quote.group(1) : line, line);
        }
        blank = line.isBlank();
    }

    /// As everywhere, a line of a paragraph that happens to begin with a year is no list.
    private boolean begins(Matcher item) {
        char first = item.group(2).charAt(0);
        return paragraph.isEmpty() || !Character.isDigit(first) || item.group(2).length() == 2 && first == '1';
    }

    private static void join(StringBuilder text, String more, String line) {
        if (!text.isEmpty() && !more.startsWith("\n") && text.charAt(text.length() - 1) != '\n') {
            text.append(' ');
        }
        text.append(more.startsWith("\n") ? more : more.strip());
        if (line.endsWith("  ")) {
            text.append('\n'); // two spaces at the end are Markdown's line break
        }
    }

    private void open(int column, String marker, String text) {
        Open within = items.reversed().stream().filter(item -> item.column() + 1 < column).findFirst().orElse(null);
        String shown = Character.isDigit(marker.charAt(0)) ? marker.substring(0, marker.length() - 1) + "." : "-";
        int depth = within == null ? 0 : within.depth() + 1;
        String indent = within == null ? "" : within.indent() + " ".repeat(within.marker().length() + 1);
        items.add(new Open(column, depth, shown, indent, new StringBuilder()));
        join(items.getLast().text(), text, text);
    }

    private int fenced(String fence, String language, List<String> rest) {
        end();
        List<String> lines = new ArrayList<>();
        int taken = 1;
        while (taken < rest.size() && !closes(rest.get(taken), fence)) {
            lines.add(rest.get(taken++));
        }
        parts.add(Prose.block(language.isEmpty() ? "text" : language, String.join("\n", lines).stripIndent()));
        blank = true;
        return taken + 1;
    }

    private static boolean closes(String line, String fence) {
        String text = line.strip();
        return text.length() >= fence.length() && text.chars().allMatch(c -> c == fence.charAt(0));
    }

    private int block(List<String> rest, String indent, Predicate<String> inside) {
        end();
        List<String> lines = rest.stream().takeWhile(inside).toList();
        parts.add(Prose.block("text", lines.stream().map(line -> line.startsWith(indent)
                ? line.substring(indent.length())
                : "").collect(Collectors.joining("\n")).stripTrailing()));
        blank = true;
        return lines.size();
    }

    private void end() {
        endParagraph();
        endList();
    }

    private void endParagraph() {
        if (!paragraph.toString().isBlank()) {
            parts.add(Prose.paragraph(Run.ofMarkdown(paragraph.toString().strip())));
        }
        paragraph.setLength(0);
    }

    private void endList() {
        if (!items.isEmpty()) {
            parts.add(Prose.list(items.stream().map(item -> new Item(item.depth(), item.marker(), item.indent(),
                    Run.ofMarkdown(item.text().toString().strip()))).toList()));
        }
        items.clear();
    }
}
