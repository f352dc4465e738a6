package dev.runbook.cli.terminal;

import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.problem.Problem;
import dev.runbook.report.Format;
import dev.runbook.report.ReportOptions;
import dev.runbook.report.Reports;
import dev.runbook.source.Span;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Status;
import dev.runbook.story.StepRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run tells GitHub Actions beside its output: annotations at the places of what failed, and the report as the
/// job's summary.
///
/// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
public record GithubActions(PrintStream out, Map<String, String> environment) {
    /// GitHub shows no more of a kind than ten for a step.
    private static final int MOST = 10;

    /// Whether the program runs there.
    boolean present() {
        return "true".equals(environment.get("GITHUB_ACTIONS"));
    }

    /// Keeps what the run prints from being read as commands: a value of a table may look like one.
    ///
    /// @return ends it again
    public Runnable silence() {
        if (!present()) {
            return () -> {
            };
        }
        String token = UUID.randomUUID().toString();
        out.println("::stop-commands::" + token);
        return () -> {
            out.println("::" + token + "::");
            out.flush();
        };
    }

    /// Tells how a run ended.
    public void tell(Runbook runbook, RunRecord record) {
        if (!present()) {
            return;
        }
        record.failures().stream().limit(MOST).forEach(step -> annotate("error", runbook, step));
        record.steps().stream().filter(step -> step.status() == Status.WARNED).limit(MOST)
                .forEach(step -> annotate("warning", runbook, step));
        summarize(record);
        out.flush();
    }

    /// Tells why nothing was run.
    public void tell(List<Problem> problems) {
        if (present()) {
            problems.stream().limit(MOST).forEach(problem -> command(
                    problem.isError() ? "error" : "warning", problem.place(), problem.title(),
                    problem.advice().isEmpty() ? problem.title() : problem.advice()));
            out.flush();
        }
    }

    private void annotate(String kind, Runbook runbook, StepRecord step) {
        String message = step.failure() != null
                ? step.failure().title()
                : step.verdicts().stream().filter(verdict -> !verdict.holds()).findFirst()
                        .map(v -> "%s: expected %s, found %s".formatted(v.subject(), v.expected(), v.actual()))
                        .orElse(kind);
        command(kind, place(runbook, step.step().key()), step.step().name(), message);
    }

    /// Where a step stands in its file. The key of one that was repeated has more behind the one in the file.
    private static @Nullable Span place(Runbook runbook, String key) {
        String plain = key.replaceAll("\\[[^\\]]*\\]", "");
        return Steps.all(runbook).stream().map(Step::label).filter(label -> label.key().equals(plain))
                .map(Step.Label::span).findFirst().orElse(null);
    }

    private void command(String kind, @Nullable Span place, String title, String message) {
        String where = place == null
                ? ""
                : "file=%s,line=%d,col=%d,".formatted(property(file(place)), place.position().line(),
                        place.position().column());
        out.println("::%s %stitle=%s::%s".formatted(kind, where, property(title), data(message)));
    }

    /// GitHub finds files by their path in the repository.
    private String file(Span place) {
        String workspace = environment.getOrDefault("GITHUB_WORKSPACE", "");
        Path file = Path.of(place.source().name()).toAbsolutePath().normalize();
        return !workspace.isEmpty() && file.startsWith(Path.of(workspace))
                ? Path.of(workspace).relativize(file).toString()
                : place.source().name();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /// A summary that cannot be written changes nothing about the run.
    private void summarize(RunRecord record) {
        String summary = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (!summary.isEmpty()) {
            try {
                Files.writeString(Path.of(summary),
                        Reports.render(record, Format.MARKDOWN, ReportOptions.DEFAULT) + "\n",
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                command("warning", null, "The summary cannot be written", String.valueOf(e.getMessage()));
            }
        }
    }
}
