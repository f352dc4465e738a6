package dev.runbook.cli.terminal;

import dev.runbook.database.Milestones;
import java.util.Map;

/// What the program finds around it.
///
/// @param milestones who is told of each point on a run's way
public record Surroundings(Terminal terminal, Map<String, String> environment, Milestones milestones) {

    /// With nobody who listens.
    public Surroundings(Terminal terminal, Map<String, String> environment) {
        this(terminal, environment, Milestones.NONE);
    }
}
