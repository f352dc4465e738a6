package dev.runbook.report.incident;

import dev.runbook.report.fact.Detail;
import dev.runbook.report.fact.Detail.Level;
import dev.runbook.report.fact.Limits;
import dev.runbook.report.incident.IncidentPage.Backup;
import dev.runbook.report.incident.IncidentPage.Log;
import dev.runbook.report.page.Page;
import dev.runbook.report.page.Pages;
import dev.runbook.report.template.TemplateFiles;
import dev.runbook.report.template.Templates;
import dev.runbook.report.text.MarkdownLines;
import dev.runbook.report.text.MarkdownText;
import dev.runbook.report.text.Visible;
import dev.runbook.story.Ending;
import dev.runbook.story.RunHeader.Contact;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Standing;
import dev.runbook.story.StepRecord;
import dev.runbook.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What somebody has to know to whom an incident is escalated: what was attempted and when, what failed and what it
/// said, what state the database is in, where the backup is, and who is due.
///
/// @param level of escalation, or null for the one that the run's end asks for
/// @param folder where the run keeps everything
/// @param logs of the steps that failed
/// @param backupStanding says of a backup's file whether it is still there
/// @param atWork whether the run has not ended yet
public record Incident(RunRecord run, @Nullable Integer level, Path folder, List<Log> logs,
        Function<String, String> backupStanding, boolean atWork) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'")
            .withZone(ZoneOffset.UTC);
    private static final Detail DETAIL = new Detail(Level.NO_SETUP, new Limits(600, 200, 5), new Limits(1_500, 400, 20),
            500);

    /// In Markdown.
    public String markdown() {
        return MarkdownLines.tidy(new Templates(new TemplateFiles(null)).fill("incident.md", MarkdownText::escape,
                page()));
    }

    private IncidentPage page() {
        Page page = Pages.of(run, Visible::of, DETAIL, false, folder.toString(), List.of());
        List<Contact> contacts = run.header().contacts().stream().sorted(Comparator.comparingInt(Contact::level))
                .toList();
        int due = due(contacts);
        return new IncidentPage(page, state(), due,
                contacts.stream().filter(contact -> contact.level() == due).toList(), contacts,
                TIME.format(run.started()), ended(), failures(page), page.steps().stream()
                        .filter(step -> !step.status().equals("not-run")).toList(),
                backups(), folder.toString(), logs, ways());
    }

    /// The first level that has somebody, from the one that is due on; the last one where nobody is as high.
    private int due(List<Contact> contacts) {
        int wanted = level != null ? level : wanted(run.ending());
        return wanted == 0
                ? 0
                : contacts.stream().mapToInt(Contact::level).filter(known -> known >= wanted).findFirst()
                        .orElseGet(() -> contacts.isEmpty() ? 0 : contacts.getLast().level());
    }

    /// What went back by itself is for whoever is on duty; what did not is for the owner. Only people know of more.
    private static int wanted(@Nullable Ending ending) {
        return switch (ending) {
            case null -> 2;
            case SUCCEEDED, REHEARSED -> 0;
            case FAILED, ROLLED_BACK, RECOVERED, STOPPED -> 1;
            case PARTLY_UNDONE, PAST_NO_RETURN -> 2;
        };
    }

    private String state() {
        if (!run.state().isEmpty()) {
            return run.state();
        }
        List<String> begun = run.steps().stream().filter(step -> step.started() != null && step.status() == null)
                .map(step -> step.step().name()).toList();
        String at = begun.isEmpty() ? "between two steps" : "at " + String.join(", in ", begun);
        return atWork
                ? "The run is still at work, " + at + "."
                : "The run was cut off " + at + ". What that step had done by then is not known until the run is"
                        + " resumed or rolled back.";
    }

    private String ended() {
        Instant ended = run.ended();
        return ended != null ? TIME.format(ended) : atWork ? "it is still at work" : "it was cut off";
    }

    private List<IncidentPage.Failed> failures(Page page) {
        List<IncidentPage.Failed> failures = new ArrayList<>();
        List<StepRecord> failed = run.failures();
        for (int i = 0; i < failed.size(); i++) {
            Instant at = failed.get(i).started();
            String when = at == null ? "" : TIME.format(at);
            if (i == 0 && page.trouble() != null) {
                failures.add(new IncidentPage.Failed(when, page.trouble()));
            } else if (i - 1 < page.further().size()) {
                failures.add(new IncidentPage.Failed(when, page.further().get(i - 1)));
            }
        }
        return failures;
    }

    private List<Backup> backups() {
        return run.steps().stream().filter(step -> step.step().kind().equals("backup"))
                .filter(step -> step.fields().containsKey("file")).map(this::backup).toList();
    }

    private Backup backup(StepRecord step) {
        String file = step.fields().getOrDefault("file", Value.of("")).text();
        Instant at = step.started();
        return new Backup(step.step().name(), file, at == null ? "" : TIME.format(at), field(step, "bytes"),
                field(step, "sha256"), step.failed()
                        ? "the step FAILED: do not rely on it"
                        : backupStanding.apply(file));
    }

    private static String field(StepRecord step, String name) {
        Value value = step.fields().get(name);
        return value == null || value instanceof Value.Null ? "" : value.text();
    }

    private List<IncidentPage.Way> ways() {
        String id = run.header().run();
        Standing standing = Standing.of(run);
        List<IncidentPage.Way> ways = new ArrayList<>();
        ways.add(new IncidentPage.Way("runbook report " + id, "the whole report"));
        if (standing.resume() && !atWork) {
            ways.add(new IncidentPage.Way("runbook resume " + id, "go on where it stopped"));
        }
        if (standing.rollback() && !atWork) {
            ways.add(new IncidentPage.Way("runbook rollback " + id, "undo what it did, last first"));
        }
        return ways;
    }
}
