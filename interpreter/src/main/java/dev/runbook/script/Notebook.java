package dev.runbook.script;

import dev.runbook.database.Answer;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.script.Transcript.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has come of a script by now.
final class Notebook {
    private final List<Answer> answers = new ArrayList<>();
    private final List<Answer.Rows> results = new ArrayList<>();
    private final List<ServerMessage> messages = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private @Nullable Trouble stop;
    private boolean withheld;

    void answers(List<Answer> more) {
        answers.addAll(more);
        more.stream().filter(Answer.Rows.class::isInstance).map(Answer.Rows.class::cast).forEach(results::add);
    }

    /// What a statement returned that is not sent again.
    void returned(List<Answer.Rows> earlier) {
        results.addAll(earlier);
    }

    /// The last result is not shown: psql does something else with it.
    void usedUp() {
        results.removeLast();
    }

    void message(ServerMessage message) {
        messages.add(message);
    }

    void trouble(Trouble trouble, boolean ends) {
        troubles.add(trouble);
        stop = ends ? trouble : stop;
    }

    void withhold() {
        withheld = true;
    }

    boolean isClosed() {
        return withheld || stop != null;
    }

    Transcript transcript() {
        return new Transcript(answers, results, messages, troubles, stop, withheld);
    }
}
