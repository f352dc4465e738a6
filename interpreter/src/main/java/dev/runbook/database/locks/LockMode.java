package dev.runbook.database.locks;

import java.util.Optional;

/// The modes of a lock on a relation, the weakest first, as PostgreSQL's manual orders them ("Explicit Locking").
public enum LockMode {
    ACCESS_SHARE("AccessShareLock"), ROW_SHARE("RowShareLock"), ROW_EXCLUSIVE(
            "RowExclusiveLock"), SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"), SHARE(
                    "ShareLock"), SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"), EXCLUSIVE(
                            "ExclusiveLock"), ACCESS_EXCLUSIVE("AccessExclusiveLock");

    private final String word;

    LockMode(String word) {
        this.word = word;
    }

    /// What `pg_locks` calls a mode.
    public static Optional<LockMode> of(String word) {
        for (LockMode mode : values()) {
            if (mode.word.equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /// As SQL and the manual spell it: `SHARE UPDATE EXCLUSIVE`.
    public String spelled() {
        return name().replace('_', ' ');
    }
}
