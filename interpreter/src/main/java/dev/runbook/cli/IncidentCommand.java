package dev.runbook.cli;

import dev.runbook.cli.papers.RunRoot;
import dev.runbook.cli.papers.Stories;
import dev.runbook.cli.terminal.ExitCode;

import dev.runbook.journal.RunDirectory;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.report.incident.Incident;
import dev.runbook.report.incident.IncidentPage.Log;
import dev.runbook.report.text.Visible;
import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `runbook incident`: what to send to the person to whom you escalate.
@Command(name = "incident", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Writes in Markdown what to send to the person to whom you escalate: what was attempted and when,",
        "errors and logs, the state of the database, where the backup is, and whose turn it is.", ""}, footer = {"",
                "Examples:", "  runbook incident 20261120-131500-partners-fk-a1b2c3",
                "  runbook incident 20261120-131500-partners-fk-a1b2c3 --level 3 --output incident.md"})
final class IncidentCommand implements Callable<Integer> {
    private static final List<String> STREAMS = List.of("stdout", "stderr", "out", "body");
    private static final int TAIL = 4_000;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private RunbookCommand runbook;

    @Parameters(paramLabel = "RUN", description = "The run, as `runbook runs` names it.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(names = "--level", paramLabel = "N", description = "Call this level; by how the run ended unless said.")
    private @Nullable Integer level;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Where to; the terminal unless said.")
    private @Nullable Path output;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "Where runs are kept; .runbook here unless said.")
    private @Nullable Path runDir;

    @Override
    public Integer call() {
        RunDirectory directory = RunRoot.find(run, runDir, runbook.around().environment());
        RunRecord record = Stories.read(directory);
        String text = new Incident(record, level, directory.path(), logs(record, directory), IncidentCommand::standing,
                record.ending() == null && directory.isBeingWritten()).markdown();
        if (output == null) {
            runbook.around().terminal().out().print(text);
        } else {
            write(output, text);
        }
        return ExitCode.PASSED;
    }

    private static void write(Path target, String text) {
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, target + " cannot be written: " + e.getMessage(),
                    "Its folder must exist and be writable."));
        }
    }

    /// A file's path was the runbook's own, which may lie on another machine.
    private static String standing(String file) {
        return Files.exists(Path.of(file)) ? "the file is there" : "NO such file on this machine now";
    }

    /// Of the steps that failed, and of the one at which the run was cut off.
    private static List<Log> logs(RunRecord record, RunDirectory directory) {
        Stream<StepRecord> cutOff = record.steps().stream()
                .filter(step -> step.started() != null && step.status() == null);
        return Stream.concat(record.failures().stream(), cutOff).map(step -> step.step().key()).distinct()
                .flatMap(key -> STREAMS.stream().map(stream -> directory.log(key, stream)))
                .filter(log -> log.toFile().length() > 0).map(IncidentCommand::log).toList();
    }

    private static Log log(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            boolean cut = file.length() > TAIL;
            byte[] tail = new byte[(int) Math.min(file.length(), TAIL)];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            String lines = cut ? text.substring(text.indexOf('\n') + 1) : text;
            return new Log(log.getFileName().toString(), Visible.of(lines.stripTrailing()), cut);
        } catch (IOException e) {
            return new Log(log.getFileName().toString(), "cannot be read: " + e.getMessage(), false);
        }
    }
}
