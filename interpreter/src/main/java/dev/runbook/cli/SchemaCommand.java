package dev.runbook.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `runbook schema`: the JSON Schema of the language.
@Command(name = "schema", mixinStandardHelpOptions = true, description = "Prints the JSON Schema of runbooks, for editors.", footer = {
        "", "Example:", "  runbook schema > runbook.schema.json"})
final class SchemaCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Override
    public Integer call() throws IOException {
        try (InputStream schema = SchemaCommand.class.getResourceAsStream("/schema/runbook.schema.json")) {
            Objects.requireNonNull(schema).transferTo(runbook.around().terminal().out());
        }
        return ExitCode.PASSED;
    }
}
