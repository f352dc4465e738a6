package dev.runbook.reading;

import dev.runbook.problem.Problems;
import dev.runbook.source.Span;
import java.util.List;
import java.util.Map;

/// When something is computed, as far as the order of the steps tells it: what later steps find is not there yet.
sealed interface Moment {

    /// At some time that the order in the file does not tell: when something is undone, or looked into.
    record Anytime() implements Moment {}

    /// Behind the first of the steps that have an id.
    ///
    /// @param ids the ids of all steps, in the order in which these run; complete only when all have been read
    /// @param step the step that it stands in: what the step only takes over may be meant for others
    record Behind(List<String> ids, int first, Span step) implements Moment {}

    /// Reports what is taken of steps that have not run by then.
    ///
    /// @param taken ids of steps, and where they stand
    static void check(Moment moment, Map<Span, String> taken, Problems problems) {
        if (moment instanceof Behind(List<String> ids, int first, Span step)) {
            taken.forEach((place, id) -> {
                if (ids.indexOf(id) >= first && place.source() == step.source() && place.start() >= step.start()
                        && place.end() <= step.end()) {
                    problems.error(place, "step \"" + id + "\" has not run yet here",
                            "Its fields are all null until it has: use them in a step behind it, or move it up.");
                }
            });
        }
    }
}
