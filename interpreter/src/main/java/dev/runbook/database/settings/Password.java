package dev.runbook.database.settings;

/// A password, which no text ever shows.
public record Password(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
