package dev.runbook.report;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.report.fact.Detail;
import dev.runbook.report.json.JsonReport;
import dev.runbook.report.junit.TestSuites;
import dev.runbook.report.page.Page;
import dev.runbook.report.page.Pages;
import dev.runbook.report.template.TemplateFiles;
import dev.runbook.report.template.Templates;
import dev.runbook.report.text.HtmlText;
import dev.runbook.report.text.Stable;
import dev.runbook.report.text.Visible;
import dev.runbook.report.text.Wording;
import dev.runbook.story.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes reports of runs.
public final class Reports {
    private Reports() {}

    /// Writes a report into a file, in the format that the file's ending names.
    ///
    /// @throws Refusal when the ending names no format, or the file cannot be written
    public static void write(RunRecord record, Path target) {
        write(record, target, ReportOptions.DEFAULT);
    }

    /// Writes a report into a file, in the format that the file's ending names.
    ///
    /// @throws Refusal when the ending names no format, a template has a mistake, or the file cannot be written
    public static void write(RunRecord record, Path target, ReportOptions options) {
        String text = render(record, Format.of(target), options);
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the report cannot be written to " + target + ": " + e.getMessage(),
                    "Its folder must exist and be writable."));
        }
    }

    /// The report of a run; the same run always gives the same text.
    ///
    /// @throws Refusal when a template has a mistake
    public static String render(RunRecord run, Format format, ReportOptions options) {
        RunRecord record = options.stable() ? run.unsighted() : run;
        Templates templates = new Templates(new TemplateFiles(options.templateFolder()));
        Wording wording = wording(record, options, Visible::of);
        return switch (format) {
            case MARKDOWN -> new MarkdownReport(templates, options).render(record, wording);
            case HTML -> new HtmlReport(templates).render(page(record, wording, options));
            case JSON -> JsonReport.of(record, wording(record, options, text -> text), options.stable());
            case JUNIT -> templates.fill("report.xml", HtmlText::escapeMarkup,
                    TestSuites.of(record, wording, options.stable()));
        };
    }

    /// A program is told what was there, character by character; it is JSON's business to write it safely.
    private static Wording wording(RunRecord record, ReportOptions options, Wording plain) {
        return options.stable() ? new Stable(record.header(), plain) : plain;
    }

    private static Page page(RunRecord record, Wording wording, ReportOptions options) {
        return Pages.of(record, wording, Detail.WHOLE, options.stable(), options.logs(), List.of());
    }
}
