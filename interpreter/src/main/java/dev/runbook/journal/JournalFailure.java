package dev.runbook.journal;

import java.io.IOException;

/// The journal could not be written: no effect may follow.
public final class JournalFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalFailure(IOException cause) {
        super("the journal cannot be written: " + DiskWords.of(cause), cause);
    }
}
