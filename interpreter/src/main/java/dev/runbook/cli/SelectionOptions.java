package dev.runbook.cli;

import dev.runbook.plan.SelectionRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that select steps.
final class SelectionOptions {
    @Option(names = "--from", paramLabel = "STEP", description = "Begin with this step, named by its id or key.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "STEP", description = "End with this step.")
    private @Nullable String until;

    @Option(names = "--tags", split = ",", paramLabel = "TAG", description = "Only steps with one of these tags.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--skip", split = ",", paramLabel = "STEP", description = "Leave these steps out.")
    private List<String> skip = new ArrayList<>();

    SelectionRequest request() {
        return new SelectionRequest(from, until, tags, skip);
    }
}
