package dev.runbook.run;

import dev.runbook.evidence.Failure;
import dev.runbook.model.Step;
import dev.runbook.run.stage.Frame;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.Event;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Asks a step's `done_when` whether the step's work is there already. A no is no failure of the run, so the question
/// is not told as a step.
record DoneWhen(Workshop workshop, Executor executor) {
    /// The failures that say no, where every other says that it cannot be known.
    private static final Set<String> NO = Set.of(Failure.EXPECTATION, "exit");

    /// What it answered.
    enum Answer {
        YES, NO,
        /// It could not be asked: its SQL failed, its program is missing.
        UNKNOWN,
        /// The step has none.
        NOT_ASKED
    }

    /// The answer, and the check's name or the reason.
    record Reply(Answer answer, String words) {
        static final Reply NOT_ASKED = new Reply(Answer.NOT_ASKED, "");

        /// What an answer that says nothing comes to.
        Failure failure() {
            return Failure.of("done_when", "whether its work is there already cannot be found out: " + words,
                    "Nothing of this step was done.");
        }
    }

    Reply ask(Step step, StepRef ref, Frame frame) {
        Step doneWhen = step.flow().redo().doneWhen();
        if (doneWhen == null) {
            return Reply.NOT_ASKED;
        }
        List<Failure> failures = new ArrayList<>();
        Teller quiet = workshop.teller().to(event -> {
            if (event instanceof Event.StepFinished finished && finished.failure() != null) {
                failures.add(finished.failure());
            }
        });
        boolean passed = executor.telling(quiet).all(List.of(doneWhen), frame.under(ref, Phase.VERIFY));
        return passed
                ? new Reply(Answer.YES, doneWhen.label().name())
                : failures.stream().filter(failure -> !NO.contains(failure.code())).findFirst()
                        .map(failure -> new Reply(Answer.UNKNOWN, failure.title()))
                        .orElse(new Reply(Answer.NO, doneWhen.label().name()));
    }
}
