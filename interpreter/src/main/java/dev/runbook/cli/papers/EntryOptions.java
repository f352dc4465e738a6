package dev.runbook.cli.papers;

import dev.runbook.cli.target.Entry;
import dev.runbook.cli.terminal.Terminal;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.value.Durations;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a verb that works on a database is told about others who are at work there.
public final class EntryOptions {
    @Option(names = "--wait", paramLabel = "TIME", description = "How long to wait for a run, or for what a dead run left at work: 10m.")
    private @Nullable String wait;

    @Option(names = "--terminate-leftovers", description = "End the sessions and scripts that a dead run left at work.")
    private boolean terminate;

    public Entry entry(Path root, Terminal terminal) {
        return new Entry(wait == null ? null : duration(wait), terminate, root,
                line -> terminal.err().println(line));
    }

    private static Duration duration(String text) {
        return Durations.parse(text).orElseThrow(() -> new Refusal(Problem.error(null,
                "--wait " + text + " is no time", "Write it like 30s, 10m or 1h30m.")));
    }
}
