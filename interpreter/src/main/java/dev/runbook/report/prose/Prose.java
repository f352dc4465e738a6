package dev.runbook.report.prose;

import dev.runbook.report.text.Fence;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a text that a person wrote in Markdown: a paragraph, a list, or a block that keeps its lines.
///
/// @param runs of a paragraph; none of a list or a block
/// @param items of a list; none of a paragraph or a block
/// @param block or null
public record Prose(List<Run> runs, List<Item> items, @Nullable Block block) {

    /// An item of a list, and the paragraphs in it.
    ///
    /// @param depth 0 at the top, 1 in an item
    /// @param marker `-`, or a number and a full stop
    /// @param indent what makes it a part of the item that it stands in
    public record Item(int depth, String marker, String indent, List<Run> runs) {}

    /// Code, or a table.
    ///
    /// @param language as Markdown's fences name it
    public record Block(String language, String text) {
        public String fence() {
            return Fence.around(text);
        }
    }

    static Prose paragraph(List<Run> runs) {
        return new Prose(runs, List.of(), null);
    }

    static Prose list(List<Item> items) {
        return new Prose(List.of(), items, null);
    }

    static Prose block(String language, String text) {
        return new Prose(List.of(), List.of(), new Block(language, text));
    }

    /// The parts of a text that the runbook's author wrote in Markdown. HTML in it is text.
    public static List<Prose> of(String markdown) {
        return new ProseReader().read(markdown);
    }

    /// The paragraphs of a text that may hold values: what stands between backticks is code, and nothing else is markup.
    public static List<Prose> ofAdvice(String text) {
        return Arrays.stream(text.strip().split("\n\\s*\n")).map(String::strip).filter(p -> !p.isEmpty())
                .map(p -> paragraph(Run.ofAdvice(p.replace('\n', ' ')))).toList();
    }

    public boolean anyRuns() {
        return !runs.isEmpty();
    }

    public boolean anyItems() {
        return !items.isEmpty();
    }
}
