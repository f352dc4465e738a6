package dev.runbook.action.dump;

import dev.runbook.action.Operator;
import dev.runbook.action.Tools;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A doubt that somebody must settle before a step goes on: the answer given beforehand, or a person's.
///
/// @param step what answers call the step
/// @param doubt what was found, in one line
/// @param evidence the whole of it, or empty
record Question(String step, String doubt, String evidence) {

    /// @return why the step does not go on, or null when it does
    @Nullable
    Failure ask(Tools tools) {
        String asked = doubt + (evidence.isEmpty() ? "" : ":\n" + evidence.indent(4).stripTrailing() + "\n   ")
                + " Go on all the same?";
        try {
            Operator.Answer answer = tools.operator().confirm(step, List.of(asked));
            return answer.text().equals("yes")
                    ? null
                    : failure("Nothing was done: " + answer.by() + " said no.");
        } catch (Refusal _) {
            return failure("Nothing was done, for nobody is there to say whether it is to go on all the same."
                    + " The answer can be given beforehand, as `" + step + ": true` in a file named by --answers.");
        }
    }

    private Failure failure(String advice) {
        return evidence.isEmpty()
                ? Failure.of("unconfirmed", doubt, advice)
                : Failure.of("unconfirmed", doubt, advice, new Fact.Code("found", "text", evidence));
    }
}
