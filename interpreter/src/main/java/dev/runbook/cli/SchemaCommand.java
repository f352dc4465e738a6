package dev.runbook.cli;

import dev.runbook.cli.terminal.ExitCode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `runbook schema`: the JSON Schema of the language, of the reports in JSON, or of a journal's lines.
@Command(name = "schema", mixinStandardHelpOptions = true, description = "Prints the JSON Schema of runbooks, for editors, or of reports and journals, for programs.", footer = {
        "", "Examples:", "  runbook schema > runbook.schema.json", "  runbook schema report"})
final class SchemaCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Parameters(paramLabel = "WHICH", arity = "0..1", description = "runbook, report or journal; runbook unless said.")
    private Which which = Which.RUNBOOK;

    /// What a schema describes.
    enum Which {
        /// The language.
        RUNBOOK,
        /// What `--report x.json` writes.
        REPORT,
        /// A line of a run's journal.
        JOURNAL
    }

    @Override
    public Integer call() throws IOException {
        String name = "/schema/" + which.name().toLowerCase(Locale.ROOT) + ".schema.json";
        try (InputStream schema = SchemaCommand.class.getResourceAsStream(name)) {
            Objects.requireNonNull(schema).transferTo(runbook.around().terminal().out());
        }
        return ExitCode.PASSED;
    }
}
