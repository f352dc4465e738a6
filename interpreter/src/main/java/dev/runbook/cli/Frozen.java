package dev.runbook.cli;

import dev.runbook.journal.RunDirectory;
import dev.runbook.model.Runbook;
import java.io.IOException;

/// Copies of what a run was made of, so that its report can be understood when the files have moved on.
final class Frozen {
    private Frozen() {}

    static void copy(Runbook runbook, RunDirectory directory) throws IOException {
        directory.write("runbook.yaml", runbook.texts().getFirst().text());
    }
}
