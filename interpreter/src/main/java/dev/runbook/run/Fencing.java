package dev.runbook.run;

import dev.runbook.evidence.Failure;

/// What stops a run whose database may be somebody else's by now.
final class Fencing {
    static final String CODE = "fence";

    private Fencing() {}

    static Failure failure() {
        return Failure.of(CODE, "the lock on the database was lost",
                "Another operator may be at work by now, so nothing more is done. Look before anything is undone.");
    }
}
