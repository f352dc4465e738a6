package dev.runbook.journal;

/// A line of a journal that does not say what its version should.
final class JournalDamage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalDamage(String message) {
        super(message);
    }
}
