package dev.runbook.script;

import dev.runbook.database.Answer;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.problem.Problem;
import dev.runbook.source.Passage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a script: the server's answers, its messages, and what went wrong.
///
/// @param results the results that have rows; one that `\gset` or `\gexec` used up is none
/// @param troubles all of them, in order
/// @param stop the trouble that ended the script early, or null when it ran to its end
/// @param withheld whether a statement was not sent, and none after it, because it was not wanted any more
public record Transcript(List<Answer> answers, List<Answer.Rows> results, List<ServerMessage> messages,
        List<Trouble> troubles,
        @Nullable Trouble stop, boolean withheld) {

    /// Something that did not succeed.
    public sealed interface Trouble {
        /// The server refused a statement.
        record Refused(Passage statement, ServerMessage error) implements Trouble {}

        /// The connection is gone, and with it the knowledge of what the statement did.
        ///
        /// @param error the server's last words, or null
        record Lost(Passage statement, String reason, @Nullable ServerMessage error) implements Trouble {}

        /// What psql itself would not do: a file that is missing, no row for `\gset`.
        record OfClient(Problem problem) implements Trouble {}
    }

    public Transcript {
        answers = List.copyOf(answers);
        results = List.copyOf(results);
        messages = List.copyOf(messages);
        troubles = List.copyOf(troubles);
    }

    /// How many statements the server has carried out.
    public int done() {
        return answers.size();
    }

    public boolean isLost() {
        return stop instanceof Trouble.Lost;
    }
}
