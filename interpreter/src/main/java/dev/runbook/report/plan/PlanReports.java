package dev.runbook.report.plan;

import dev.runbook.plan.preview.Preview;
import dev.runbook.plan.preview.PreviewJson;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.report.Format;
import dev.runbook.report.StyledPage;
import dev.runbook.report.fact.Limits;
import dev.runbook.report.template.TemplateFiles;
import dev.runbook.report.template.Templates;
import dev.runbook.report.text.HtmlText;
import dev.runbook.report.text.MarkdownLines;
import dev.runbook.report.text.MarkdownText;
import dev.runbook.report.text.Visible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes pages of plans: for the pull request that asks for a run.
public final class PlanReports {
    /// GitHub refuses a comment of more than 65,536 characters.
    private static final int MOST_BYTES = 60_000;
    private static final String WHOLE = "The plan in HTML shows everything.";
    private static final List<Limits> LIMITS = List.of(new Limits(8_000, 2_000, 50), new Limits(1_000, 500, 20));

    private PlanReports() {}

    /// Writes a plan into a file, in the format that the file's ending names.
    ///
    /// @param templates a folder of templates that replace ours, or null
    /// @throws Refusal when the ending names no format for plans, or the file cannot be written
    public static void write(Preview preview, Path target, @Nullable Path templates) {
        String text = render(preview, Format.of(target), templates);
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the plan cannot be written to " + target + ": " + e.getMessage(),
                    "Its folder must exist and be writable."));
        }
    }

    static String render(Preview preview, Format format, @Nullable Path folder) {
        Templates templates = new Templates(new TemplateFiles(folder));
        return switch (format) {
            case MARKDOWN -> markdown(preview, templates);
            case HTML -> templates.fill("plan.html", HtmlText::escape, StyledPage.of(
                    PlanPages.of(preview, Visible::of, Limits.WIDE, true, ""), templates.files()));
            case JSON -> PreviewJson.render(preview);
            case JUNIT -> throw new Refusal(Problem.error(null, "a plan has no test results",
                    "Name a file that ends in .md, .html or .json."));
        };
    }

    private static String markdown(Preview preview, Templates templates) {
        for (Limits limits : LIMITS) {
            String text = markdown(templates, PlanPages.of(preview, Visible::of, limits, true,
                    limits.equals(LIMITS.getFirst()) ? "" : "Long sources are cut here. " + WHOLE));
            if (fits(text)) {
                return text;
            }
        }
        String listed = markdown(templates, PlanPages.of(preview, Visible::of, LIMITS.getLast(), false,
                "The steps are only listed here. " + WHOLE));
        return fits(listed)
                ? listed
                : MarkdownLines.cut(listed, MOST_BYTES / 4, "*The rest is left out here. " + WHOLE + "*");
    }

    private static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private static String markdown(Templates templates, PlanPage page) {
        return MarkdownLines.tidy(templates.fill("plan.md", MarkdownText::escape, page));
    }
}
