package dev.runbook.database;

/// Is told of each point on a run's way at which its end would leave something open: around every line of the journal,
/// every statement, every judgement before a COMMIT, and while a script is at work. What a run does must not depend on who listens.
@FunctionalInterface
public interface Milestones {
    /// Nobody listens.
    Milestones NONE = _ -> {
    };

    /// @param point what is about to happen, or has happened: `sent COMMIT`, `answered BEGIN`, `before armed`
    void reached(String point);
}
