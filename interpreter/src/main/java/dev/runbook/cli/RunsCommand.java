package dev.runbook.cli;

import dev.runbook.cli.papers.RunRoot;
import dev.runbook.cli.papers.Stories;
import dev.runbook.cli.terminal.ExitCode;

import dev.runbook.journal.RunDirectory;
import dev.runbook.problem.Refusal;
import dev.runbook.report.json.JsonText;
import dev.runbook.story.Ending;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Standing;
import dev.runbook.value.Durations;
import dev.runbook.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `runbook runs`: the runs so far.
@Command(name = "runs", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Lists the runs so far, oldest first: how each ended, and whether it can be resumed or rolled back.",
        ""}, footer = {"", "Examples:", "  runbook runs", "  runbook runs --format json"})
final class RunsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Where the runs are kept; .runbook here unless said.")
    private @Nullable Path runDir;

    /// What is said of a run that was cut off before anything could be done.
    private static final String NOT_BEGUN = "NOT BEGUN";

    /// How the list is written.
    enum Format {
        TEXT, JSON
    }

    /// A run of the list; one whose journal cannot be read is listed all the same.
    private record Listed(RunDirectory directory, @Nullable RunRecord record, String verdict, Standing standing) {
        static Listed of(RunDirectory directory) {
            try {
                RunRecord record = Stories.read(directory);
                Ending ending = record.ending();
                boolean atWork = ending == null && directory.isBeingWritten();
                String verdict = ending != null
                        ? ending.word()
                        : atWork ? "AT WORK" : record.begun() ? "INTERRUPTED" : NOT_BEGUN;
                return new Listed(directory, record, verdict,
                        atWork ? new Standing(false, false) : Standing.of(record));
            } catch (IllegalStateException _) {
                return new Listed(directory, null, directory.isBeingWritten() ? "AT WORK" : NOT_BEGUN,
                        new Standing(false, false));
            } catch (Refusal _) {
                return new Listed(directory, null, "UNREADABLE", new Standing(false, false));
            }
        }
    }

    @Override
    public Integer call() {
        List<Listed> runs = RunDirectory.list(RunRoot.of(runDir, runbook.around().environment())).stream()
                .map(Listed::of).toList();
        switch (format) {
            case TEXT -> runs.forEach(run -> runbook.around().terminal().out().println(line(run)));
            case JSON -> runbook.around().terminal().out()
                    .print(JsonText.of(Value.of(runs.stream().map(RunsCommand::json).toList())));
        }
        return ExitCode.PASSED;
    }

    private static String line(Listed run) {
        List<String> more = new ArrayList<>();
        RunRecord record = run.record();
        if (record != null && !record.header().selection().isEmpty()) {
            more.add("a part only: " + record.header().selection());
        }
        if (run.verdict().equals(NOT_BEGUN)) {
            more.add("it has touched nothing: start it anew with `runbook run`");
        }
        if (!run.standing().words().isEmpty()) {
            more.add("possible: " + run.standing().words());
        }
        return "%-50s %-13s %s%s".formatted(run.directory().run(), run.verdict(),
                record == null ? "" : Durations.format(record.took()),
                more.isEmpty() ? "" : " (" + String.join("; ", more) + ")");
    }

    private static Value json(Listed run) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("run", Value.of(run.directory().run()));
        fields.put("verdict", Value.of(run.verdict().toLowerCase(Locale.ROOT).replace(' ', '_')));
        RunRecord record = run.record();
        if (record != null) {
            fields.put("runbook", Value.of(record.header().runbook()));
            fields.put("title", Value.of(record.header().title()));
            fields.put("selection", Value.of(record.header().selection()));
            fields.put("sandbox", Value.of(record.header().sandbox()));
            fields.put("database", Value.of(record.header().server().database()));
            fields.put("server", Value.of(record.header().server().address()));
            fields.put("operator", Value.of(record.header().operator()));
            fields.put("host", Value.of(record.header().host()));
            fields.put("started", Value.of(record.started().toString()));
            fields.put("ended", record.ended() == null ? Value.Null.NULL : Value.of(record.ended().toString()));
            fields.put("state", Value.of(record.state()));
        }
        fields.put("possible", Value.of(Stream.of(run.standing().words().split(", ")).filter(word -> !word.isEmpty())
                .map(Value::of).toList()));
        fields.put("directory", Value.of(run.directory().path().toString()));
        return Value.of(fields);
    }
}
