package dev.runbook.report;

import dev.runbook.report.template.TemplateFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// What a page of HTML is made of: its content, and its style and script with the hashes by which its policy knows them.
public record StyledPage(Object page, String style, String styleHash, String script, String scriptHash) {

    /// A page in our style.
    public static StyledPage of(Object page, TemplateFiles files) {
        String style = "\n" + files.text("report.css");
        String script = "\n" + files.text("report.js");
        return new StyledPage(page, style, hash(style), script, hash(script));
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
