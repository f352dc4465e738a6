package dev.runbook.yaml;

import dev.runbook.problem.Problems;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Finds what YAML drops without a word: the rest of a text behind ` #`, and a value that is all comment.
final class SilentLosses {
    /// Where a text is likely to have a `#` of its own: behind other keys a comment is what it looks like.
    private static final Set<String> PROSE = Set.of("sql", "shell", "confirm", "name", "title", "prompt", "choose",
            "ask", "summary", "say", "why", "when", "irreversible", "reach");

    private static final int MOST = 100;

    private final Problems problems;
    private int said;

    private SilentLosses(Problems problems) {
        this.problems = problems;
    }

    static void find(Node root, Problems problems) {
        new SilentLosses(problems).walk("", root);
    }

    private void walk(String key, Node node) {
        switch (node) {
            case Mapping mapping -> {
                for (Entry entry : mapping.entries()) {
                    walk(entry.name(), entry.value());
                }
            }
            case Sequence sequence -> sequence.items().forEach(item -> walk(key, item));
            case Scalar scalar -> look(key, scalar);
        }
    }

    private void look(String key, Scalar scalar) {
        if (scalar.text().chars().anyMatch(c -> Character.isSurrogate((char) c)) && isTorn(scalar.text())) {
            problems.error(scalar.span(), "an escape in this text is half a character",
                    "Write the character itself, or \\U and eight digits; its halves can't be written to any file.");
        }
        Span comment = comment(scalar.span());
        if (!scalar.isPlain() || comment.text().isEmpty() || said == MOST) {
            return;
        }
        String shown = key.isEmpty() ? "" : key + ": ";
        if (scalar.text().isEmpty()) {
            said++;
            problems.error(comment, "this is a comment, so the value is empty",
                    "To mean the text, quote it: " + shown + Line.quote(comment.text())
                            + "; to mean nothing, write null or delete the key.");
        } else if (PROSE.contains(key)) {
            said++;
            problems.error(comment, "a comment cuts this text short",
                    "To mean the #, quote the text: " + shown + Line.quote(whole(scalar, comment))
                            + "; to mean a comment, put it on the line above.");
        }
    }

    private static boolean isTorn(String text) {
        return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String whole(Scalar scalar, Span comment) {
        Span line = Line.at(comment.source(), scalar.span().end()).content();
        return comment.source().span(Math.max(line.start(), scalar.span().start()), comment.end()).text();
    }

    /// The comment behind a node on its last line, or nothing.
    private static Span comment(Span node) {
        Source source = node.source();
        String text = source.text();
        int start = node.end();
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        boolean there = start < text.length() && text.charAt(start) == '#';
        return there ? source.span(start, Line.at(source, start).content().end()) : source.span(start, start);
    }
}
