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
    private final List<ServerMessage> messages = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private @Nullable Trouble stop;
    private boolean withheld;

    void answers(List<Answer> more) {
        answers.addAll(more);
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
        return new Transcript(answers, messages, troubles, stop, withheld);
    }
}
