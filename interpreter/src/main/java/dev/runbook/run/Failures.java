package dev.runbook.run;

import dev.runbook.evidence.Failure;
import dev.runbook.model.Runbook.OnFailure;
import dev.runbook.model.Step;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the first failure of a run means for what happens next: the word of the step that failed, or else of the
/// nearest group around it that has one. What fails later, on the way out, changes nothing.
final class Failures {
    private static final Set<Phase> COUNTED = EnumSet.of(Phase.SETUP, Phase.FORWARD, Phase.VERIFY, Phase.SUCCESS);

    private boolean any;
    private @Nullable Failure first;
    private @Nullable String around;
    private @Nullable OnFailure word;

    void note(Step step, StepRef ref) {
        if (!COUNTED.contains(ref.phase()) || word != null || any && !ref.key().equals(around)) {
            return;
        }
        any = true;
        around = ref.parent();
        word = step.undo().onFailure();
    }

    void note(Failure failure) {
        if (!any && first == null) {
            first = failure;
        }
    }

    /// What kind of failure the first was, or empty.
    String code() {
        return first == null ? "" : first.code();
    }

    /// What the first said, or empty.
    String title() {
        return first == null ? "" : first.title();
    }

    /// What failed is tried again: nothing has failed so far.
    void forget() {
        any = false;
        around = null;
        word = null;
        first = null;
    }

    @Nullable
    OnFailure onFailure() {
        return word;
    }
}
