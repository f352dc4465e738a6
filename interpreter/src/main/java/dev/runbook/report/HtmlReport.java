package dev.runbook.report;

import dev.runbook.report.page.Page;
import dev.runbook.report.template.Templates;
import dev.runbook.report.text.HtmlText;

/// The report as one page of HTML that needs nothing else and lets nothing else in.
record HtmlReport(Templates templates) {

    String render(Page page) {
        return templates.fill("report.html", HtmlText::escape, StyledPage.of(page, templates.files()));
    }
}
