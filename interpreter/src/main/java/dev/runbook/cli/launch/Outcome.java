package dev.runbook.cli.launch;

import dev.runbook.cli.terminal.Terminal;

import dev.runbook.journal.RunDirectory;
import dev.runbook.problem.Problem;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import dev.runbook.report.Format;
import dev.runbook.report.ReportOptions;
import dev.runbook.report.Reports;
import dev.runbook.story.RunRecord;
import dev.runbook.value.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The last lines of a run: its verdict, and where everything lies.
record Outcome(RunRecord record, RunDirectory directory, Terminal terminal) {

    void show(List<Path> reports, boolean sandbox) {
        terminal.out().println("%s after %s".formatted(verdict(), Durations.format(record.took())));
        keep();
        reports.stream().filter(this::write).forEach(report -> terminal.out().println("Report: " + report));
        if (sandbox) {
            terminal.out().println("This was a rehearsal on a sandbox; no other database was touched.");
        }
    }

    /// Writes the run's own reports, again where they are there already.
    void keep() {
        if (keep("report.md") && keep("report.html")) {
            terminal.out().println("Report: " + directory.path().resolve("report.md") + " and report.html");
        }
    }

    /// A part of a runbook is never called the whole.
    private String verdict() {
        String word = Objects.requireNonNull(record.ending()).word();
        String selection = record.header().selection();
        return selection.isEmpty() ? word : word + " (a part only: " + selection + ")";
    }

    /// The run's own reports are as private as its folder.
    private boolean keep(String name) {
        try {
            directory.write(name, Reports.render(record, Format.of(Path.of(name)), ReportOptions.DEFAULT));
            return true;
        } catch (IOException e) {
            return failed(List.of(Problem.error(null, name + " cannot be written: " + e.getMessage(), "")));
        }
    }

    /// A report that cannot be written changes nothing about the run: it is said, and can be rendered again.
    private boolean write(Path report) {
        try {
            Reports.write(record, report);
            return true;
        } catch (Refusal refusal) {
            return failed(refusal.problems());
        }
    }

    private boolean failed(List<Problem> problems) {
        terminal.out().flush();
        terminal.err().print(ProblemText.render(problems));
        terminal.err().println("  = `runbook report " + directory.run() + "` renders it again from the journal.");
        return false;
    }
}
