package dev.runbook.sql;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Omission;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.sql.item.CopyData;
import dev.runbook.sql.item.CopyStatement;
import dev.runbook.sql.item.ScriptItem.Copy;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Input;
import dev.runbook.sql.scan.Interpolation;
import dev.runbook.sql.scan.Lexer;
import dev.runbook.sql.scan.QueryBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One script being read: its lines, its query buffer, its `\if` blocks. An included file has its own.
final class Frame {
    final Passage script;
    final @Nullable Path file;
    final @Nullable String name;
    final QueryBuffer buffer;
    final Lexer lexer;
    final Interpolation interpolation;
    final Conditions conditions;
    private final String text;
    private int nextLine;
    private int counted;
    private int lines;
    private int joint = -1;
    private int begun;
    private boolean inLine;
    private @Nullable Statement previous;

    /// @param name how psql names the file in its messages
    public Frame(Passage script, @Nullable Path file, @Nullable String name, Interpolation interpolation) {
        this.script = script;
        this.file = file;
        this.name = name;
        this.interpolation = interpolation;
        this.conditions = new Conditions(interpolation.isBlind());
        this.text = script.text();
        this.nextLine = text.startsWith("\uFEFF") ? 1 : 0;
        this.buffer = new QueryBuffer(script);
        this.lexer = new Lexer(buffer, interpolation);
    }

    /// Reads on up to the next semicolon or backslash; END says that the script has ended.
    Lexer.Stop advance() {
        while (inLine || nextLine()) {
            Lexer.Stop stop = lexer.scan();
            inLine = stop != Lexer.Stop.END;
            if (stop == Lexer.Stop.BACKSLASH && buffer.length() == joint) {
                buffer.truncate(joint - 1);
            }
            if (inLine) {
                joint = -1;
                return stop;
            }
        }
        return Lexer.Stop.END;
    }

    /// Goes to the next line that is not empty, or empty inside of a quote; psql skips the others.
    private boolean nextLine() {
        while (nextLine < text.length()) {
            int start = nextLine;
            refuseLeftOut(start);
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            nextLine = Math.min(end + 1, text.length());
            if (end > start || lexer.mode() != Lexer.Mode.PLAIN) {
                join(start);
                lexer.begin(Input.line(text, start, end));
                return true;
            }
        }
        return false;
    }

    /// Data that was left in the file belongs to a COPY. Only values of variables can make of it something else.
    private void refuseLeftOut(int start) {
        if (omitted(start) != null) {
            throw new Refusal(Problem.error(script.span(start, start + 1),
                    "the lines before this were taken for the data of a COPY",
                    "The values of variables make this large file another script: say runner: psql, which reads it as it"
                            + " goes."));
        }
    }

    /// The lines before an index that are not in the text.
    private @Nullable Omission omitted(int index) {
        Source source = script.span().source();
        return source.hasOmissions() ? source.omission(index) : null;
    }

    /// How many lines have been read.
    int line() {
        for (; counted < nextLine; counted++) {
            boolean last = counted + 1 == text.length();
            Omission before = omitted(counted);
            lines += (before == null ? 0 : before.lines()) + (text.charAt(counted) == '\n' || last ? 1 : 0);
        }
        return lines;
    }

    private void join(int lineStart) {
        if (!buffer.isEmpty()) {
            buffer.append(Input.line(text, lineStart - 1, lineStart), lineStart - 1, lineStart);
            joint = buffer.length();
        } else {
            joint = -1;
        }
    }

    void skipLine() {
        inLine = false;
    }

    void stop() {
        line();
        counted = text.length();
        inLine = false;
        nextLine = text.length();
    }

    /// The statement that has just ended with a semicolon, or with the script; null in a branch not taken.
    @Nullable
    Statement complete(Ending ending) {
        boolean several = lexer.takeSeveral();
        if (!conditions.isActive()) {
            Copy copy = CopyStatement.of(buffer.textFrom(Math.min(begun, buffer.length())));
            begun = buffer.length();
            if (copy == Copy.FROM_STDIN) {
                inlineData();
            }
            return null;
        }
        Passage sql = buffer.passage();
        Copy copy = CopyStatement.of(sql.text());
        CopyData data = copy == Copy.FROM_STDIN ? inlineData() : null;
        Statement statement = new Statement(sql, ending, buffer.references(), several, copy, data);
        buffer.clear();
        begun = 0;
        previous = statement;
        return statement;
    }

    /// What `\g` and its like send: the statement so far, complete or not, or else the one before once more.
    @Nullable
    Statement force(Ending ending) {
        Statement last = previous;
        if (buffer.isEmpty() && last == null) {
            return null;
        }
        lexer.reset();
        if (!buffer.isEmpty() || last == null) {
            return complete(ending);
        }
        CopyData data = last.copy() == Copy.FROM_STDIN ? inlineData() : null;
        return new Statement(last.sql(), ending, last.references(), last.several(), last.copy(), data);
    }

    /// Takes the lines that follow, up to `\.`.
    CopyData inlineData() {
        int start = nextLine;
        Omission omitted = omitted(start);
        while (nextLine < text.length()) {
            int from = nextLine;
            int end = text.indexOf('\n', from);
            nextLine = end < 0 ? text.length() : end + 1;
            if (isEndOfData(from, end < 0 ? text.length() : end)) {
                return new CopyData(script, start, from, omitted);
            }
        }
        return new CopyData(script, start, text.length(), omitted);
    }

    /// Whether the data goes on to the end of the script: its `\.` is missing.
    boolean isUnended(CopyData data) {
        return !text.startsWith("\\.", data.end());
    }

    private boolean isEndOfData(int from, int end) {
        int length = end > from && text.charAt(end - 1) == '\r' ? end - from - 1 : end - from;
        return length == 2 && text.startsWith("\\.", from);
    }

    /// Drops what a branch that was not taken has put into the buffer.
    void discardBranch() {
        buffer.truncate(conditions.length());
        begun = Math.min(begun, buffer.length());
        lexer.nesting().restoreParenDepth(conditions.parens());
    }

    Span place(int index, int length) {
        return script.span(index, Math.min(text.length(), index + length));
    }

    int indexOfNul() {
        return text.indexOf('\0');
    }
}
