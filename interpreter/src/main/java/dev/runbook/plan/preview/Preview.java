package dev.runbook.plan.preview;

import dev.runbook.model.Runbook;
import dev.runbook.problem.Problem;
import java.util.List;
import java.util.Map;

/// What would happen, in its order, and what would undo it.
///
/// @param title with the values that are known
/// @param description likewise, or empty
/// @param selection the options that left steps out; empty for the whole runbook
/// @param params as they may be shown
/// @param rollback the steps that would be undone if the last step failed, in the order of their undoing
/// @param problems what is worth a look before anybody runs it
public record Preview(Runbook runbook, String title, String description, String selection, Destination destination,
        Map<String, String> params, List<Phase> phases,
        List<Item> rollback, Estimate estimate, List<Problem> problems) {

    /// A part of the run.
    ///
    /// @param name `setup`, `steps` or `success`
    public record Phase(String name, List<Item> items) {}

    /// The steps on the real database that are not left out and have nothing inside them.
    List<Item> leaves() {
        return phases.stream().filter(phase -> !phase.name().equals("setup")).flatMap(phase -> phase.items().stream())
                .flatMap(Item::leaves).toList();
    }
}
