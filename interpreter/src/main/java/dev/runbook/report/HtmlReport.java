package dev.runbook.report;

import dev.runbook.report.page.Page;
import dev.runbook.report.template.Templates;
import dev.runbook.report.text.HtmlText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The report as one page of HTML that needs nothing else and lets nothing else in.
record HtmlReport(Templates templates) {

    /// The page, and its style and script with the hashes by which its policy knows them.
    record Document(Page page, String style, String styleHash, String script, String scriptHash) {}

    String render(Page page) {
        String style = "\n" + templates.files().text("report.css");
        String script = "\n" + templates.files().text("report.js");
        Document document = new Document(page, style, hash(style), script, hash(script));
        return templates.fill("report.html", HtmlText::escape, document);
    }

    /// A hash as Content-Security-Policy writes it.
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
