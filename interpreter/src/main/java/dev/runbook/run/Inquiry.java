package dev.runbook.run;

import dev.runbook.story.StepRef;
import java.util.List;

/// Asks a person what no program can find out: whether a step took effect. An answer that was given beforehand counts
/// where nobody is there.
record Inquiry(Workshop workshop) {
    private static final String DONE = "done";
    private static final String NOT_DONE = "not-done";
    private static final String UNKNOWN = "unknown";

    /// What the person said.
    enum Outcome {
        DONE, NOT_DONE, NOBODY_KNOWS
    }

    /// What answers given beforehand call the question.
    static String name(String key) {
        return "in_doubt:" + key;
    }

    /// @param why why it is not known
    Outcome ask(StepRef ref, String why) {
        return ask(ref, "", why);
    }

    /// Asks whether an undo may run though it would take what was there before the step: whether all of it is ours.
    Outcome mayUndo(StepRef ref, String why) {
        return asked(ref, "The rollback of \"" + ref.name() + "\" (" + ref.key() + ") is not run without your word: "
                + why
                + ".\n  Look, then say done (all of it is this run's: undo it) or not-done (nothing of it is, or it is undone"
                + " by now).");
    }

    /// @param part which part of the step it is about; empty for all of it
    Outcome ask(StepRef ref, String part, String why) {
        return asked(ref, "Whether " + (part.isEmpty() ? "" : part + " of ") + "\"" + ref.name() + "\" (" + ref.key()
                + ") took effect is not known: " + why + ".\n  Look, then say whether its work is there"
                + (part.isEmpty() ? "." : "; the script goes on behind it, or with it."));
    }

    private Outcome asked(StepRef ref, String question) {
        String name = name(ref.key());
        if (!workshop.attended() && !workshop.isAnswered(name)) {
            return Outcome.NOBODY_KNOWS;
        }
        return switch (workshop.operator(ref).choose(name, question, List.of(DONE, NOT_DONE, UNKNOWN)).text()) {
            case DONE -> Outcome.DONE;
            case NOT_DONE -> Outcome.NOT_DONE;
            default -> Outcome.NOBODY_KNOWS;
        };
    }
}
