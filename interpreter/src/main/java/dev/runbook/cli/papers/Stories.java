package dev.runbook.cli.papers;

import dev.runbook.journal.JournalReader;
import dev.runbook.journal.RunDirectory;
import dev.runbook.story.Chronicle;
import dev.runbook.story.RunRecord;

/// Runs that are over, read back from their journals.
public final class Stories {
    private Stories() {}

    public static RunRecord read(RunDirectory run) {
        return chronicle(run).record();
    }

    /// A run's story so far, to be told on.
    public static Chronicle chronicle(RunDirectory run) {
        Chronicle chronicle = new Chronicle();
        JournalReader.read(run).forEach(chronicle::accept);
        return chronicle;
    }
}
