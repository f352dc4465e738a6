package dev.runbook.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a step saw, in one of the few shapes that every console and report can show. A new kind of
/// step brings facts, never a new shape, so nothing that shows facts has to know about it.
public sealed interface Fact {

    /// What the fact is, in a word or two: `stdout`, `rows`, `backup`.
    String label();

    /// A short text: a file name, a size, a sentence.
    record Text(String label, String text) implements Fact {}

    /// Text that keeps its lines and spaces.
    ///
    /// @param language for highlighting, as Markdown's fences name it: `sql`, `bash`, `text`
    record Code(String label, String language, String text) implements Fact {}

    /// Rows under column names; a null cell is SQL's NULL.
    ///
    /// @param omitted how many further rows there were that are not kept here
    record Grid(String label, List<String> columns, List<List<@Nullable String>> rows, long omitted) implements Fact {
        public Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// What was expected beside what was found, and their difference with markers at the line starts.
    record Difference(String label, String expected, String actual, String difference) implements Fact {}
}
