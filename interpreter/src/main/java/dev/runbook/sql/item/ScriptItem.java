package dev.runbook.sql.item;

import dev.runbook.problem.Problem;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.sql.scan.Reference;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a script does, in the order in which it does them.
public sealed interface ScriptItem permits ScriptItem.Statement, ScriptItem.Remark, PsqlCommand {

    /// Where it stands.
    Span place();

    /// A text that is sent to the server in one message.
    ///
    /// @param sql the text exactly as psql sends it, with the place of each of its characters
    /// @param ending what ended it, and so what becomes of its result
    /// @param references the variables that it asks for
    /// @param several whether it holds a `\;`: several statements in one message, one implicit transaction
    /// @param copy whether data goes with it
    /// @param data the inline data of a `COPY … FROM STDIN`; null for any other
    record Statement(Passage sql, Ending ending, List<Reference> references, boolean several, Copy copy,
            @Nullable CopyData data) implements ScriptItem {
        @Override
        public Span place() {
            return sql.span();
        }

        /// Whether it ends a transaction by committing it.
        public boolean isCommit() {
            List<Token> first = Tokens.first(sql.text(), 1);
            return !first.isEmpty() && (first.getFirst().is("commit") || first.getFirst().is("end"));
        }
    }

    /// Whether a statement reads from, or writes to, its client.
    enum Copy {
        NONE, FROM_STDIN, TO_STDOUT
    }

    /// What psql remarks on and then goes on from.
    ///
    /// @param words psql's own, without its `error:`
    record Remark(Problem problem, String words, Span place) implements ScriptItem {}

    /// How psql was told to send a statement, and what becomes of its result.
    sealed interface Ending extends Backslash {
        /// `;`: the result is shown.
        record Semicolon() implements Ending {}

        /// The end of the script: the result is shown.
        record EndOfScript() implements Ending {}

        /// `\g` or `\gx`: the result is shown, or written to a file, perhaps with options of `\pset` of its own.
        record Go(@Nullable String file, Map<String, String> options) implements Ending {}

        /// `\gset`: the columns of the only row become variables, their names behind the prefix.
        record IntoVariables(String prefix) implements Ending {}

        /// `\gexec`: each field of the result, row by row, is sent as a statement.
        record Execute() implements Ending {}
    }

    /// What a backslash can stand for.
    sealed interface Backslash permits Ending, PsqlCommand {}
}
