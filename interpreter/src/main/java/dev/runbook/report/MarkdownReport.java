package dev.runbook.report;

import dev.runbook.report.fact.Detail;
import dev.runbook.report.fact.Detail.Level;
import dev.runbook.report.fact.Limits;
import dev.runbook.report.page.Page;
import dev.runbook.report.page.Pages;
import dev.runbook.report.template.Templates;
import dev.runbook.report.text.MarkdownLines;
import dev.runbook.report.text.MarkdownText;
import dev.runbook.report.text.Wording;
import dev.runbook.story.RunRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The report in Markdown, short enough for a comment on a pull request: what matters least is folded away first.
record MarkdownReport(Templates templates, ReportOptions options) {
    /// GitHub refuses a comment of more than 65,536 characters.
    private static final int MOST_BYTES = 60_000;
    private static final int MOST_IF_CUT = 14_000;

    /// A level of detail and what it says of itself.
    private record Fold(Detail detail, String note) {}

    private static final List<Fold> FOLDS = List.of(
            new Fold(detail(Level.EVERY_STEP, new Limits(8_000, 2_000, 50), new Limits(12_000, 2_000, 100), 5_000), ""),
            new Fold(detail(Level.NO_SETUP, new Limits(2_000, 500, 20), new Limits(12_000, 2_000, 100), 5_000),
                    "Long outputs are cut here, and what set the sandbox up is not shown."),
            new Fold(detail(Level.NO_SETUP, new Limits(600, 200, 5), new Limits(6_000, 1_000, 50), 5_000),
                    "Outputs are cut short here, and what set the sandbox up is not shown."),
            new Fold(detail(Level.NOTABLE, new Limits(400, 200, 5), new Limits(4_000, 500, 20), 1_000),
                    "Only the steps that did not simply pass are shown in full here."),
            new Fold(detail(Level.NONE, new Limits(400, 120, 5), new Limits(3_000, 300, 20), 250),
                    "The steps are only listed here, and no more than 250 of them, those that did not pass first."),
            new Fold(detail(Level.NONE, new Limits(200, 80, 3), new Limits(2_000, 200, 10), 60),
                    "The steps are only listed here, and no more than 60 of them, those that did not pass first."));

    private static Detail detail(Level level, Limits good, Limits bad, int most) {
        return new Detail(level, good, bad, most);
    }

    String render(RunRecord record, Wording wording) {
        String text = "";
        for (Fold fold : FOLDS) {
            text = MarkdownLines.tidy(templates.fill("report.md", MarkdownText::escape, page(record, wording, fold)));
            if (text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                return text;
            }
        }
        return MarkdownLines.cut(text, MOST_IF_CUT, "*The rest is left out here. " + whole() + "*");
    }

    private Page page(RunRecord record, Wording wording, Fold fold) {
        List<String> folded = fold.note().isEmpty() ? List.of() : List.of(fold.note() + " " + whole());
        return Pages.of(record, wording, fold.detail(), options.stable(), options.logs(), folded);
    }

    private String whole() {
        return options.logs().isEmpty()
                ? "The HTML report of this run shows everything."
                : "Everything is in " + options.logs() + ".";
    }
}
