package dev.runbook.database;

/// Where a session stands, as the server says it after each statement.
public enum TransactionState {
    /// In no transaction.
    IDLE,
    /// In a transaction.
    OPEN,
    /// In a transaction that failed and can only be rolled back.
    FAILED;

    static TransactionState of(char status) {
        return switch (status) {
            case 'T' -> OPEN;
            case 'E' -> FAILED;
            default -> IDLE;
        };
    }
}
