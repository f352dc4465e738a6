package dev.runbook.database;

import dev.runbook.database.wire.ServerMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a statement.
public sealed interface StatementResult {

    /// The answers that came, in order; usually one.
    List<Answer> answers();

    /// It ran to its end. For a COMMIT look at the tag: a failed transaction answers `ROLLBACK`.
    record Completed(List<Answer> answers) implements StatementResult {
        public Completed {
            answers = List.copyOf(answers);
        }
    }

    /// The server refused it or gave it up.
    record Failed(ServerMessage error, List<Answer> answers) implements StatementResult {
        public Failed {
            answers = List.copyOf(answers);
        }
    }

    /// The connection ended; whether the statement took effect is not known.
    ///
    /// @param error the server's last words (57P01 when it was told to end the session), or null
    record Lost(String reason, @Nullable ServerMessage error, List<Answer> answers) implements StatementResult {
        public Lost {
            answers = List.copyOf(answers);
        }
    }

    /// The last answer's rows, if it has any.
    default Answer.@Nullable Rows rows() {
        return !answers().isEmpty() && answers().getLast() instanceof Answer.Rows rows ? rows : null;
    }

    /// The last answer's tag, or nothing.
    default String tag() {
        return answers().isEmpty() ? "" : answers().getLast().tag();
    }
}
