package dev.runbook.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// The skeleton of a Markdown text, as a CommonMark parser with GitHub's tables reads it: its nodes without any text.
final class MarkdownShape {
    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final Pattern FENCED = Pattern.compile("(?ms)^(`{3,})\\w*$.*?^\\1$");
    /// What our escaping itself puts between words, and what cannot do anything.
    private static final List<String> HARMLESS = List.of("<br>", "<span>", "</span>", "<code>", "</code>");

    private MarkdownShape() {}

    static List<String> of(String markdown) {
        List<String> shape = new ArrayList<>();
        walk(PARSER.parse(markdown), 0, shape);
        return shape;
    }

    /// The text that is not in a block of code.
    static String outsideOfCode(String markdown) {
        return FENCED.matcher(markdown).replaceAll("");
    }

    private static void walk(Node node, int depth, List<String> shape) {
        boolean text = node instanceof Text
                || (node instanceof HtmlInline html && HARMLESS.contains(html.getLiteral()));
        if (!text) {
            shape.add(" ".repeat(depth) + name(node));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            walk(child, depth + 1, shape);
        }
    }

    private static String name(Node node) {
        String tags = node instanceof HtmlInline html
                ? html.getLiteral()
                : node instanceof HtmlBlock html
                        ? String.join(" ", Markup.skeleton(html.getLiteral())
                                .stream().filter(tag -> !tag.equals("br") && !tag.endsWith("span")).toList())
                        : "";
        return node.getClass().getSimpleName() + " " + tags;
    }
}
