package dev.runbook.report;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.nio.file.Path;
import java.util.Locale;

/// A form of report, known by the ending of its file's name.
public enum Format {
    /// For pull requests and terminals.
    MARKDOWN(".md"),
    /// One page for a browser.
    HTML(".html"),
    /// For programs; `docs/report.md` describes it.
    JSON(".json"),
    /// JUnit's XML, which CI systems show as test results.
    JUNIT(".xml");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    public String ending() {
        return ending;
    }

    /// The format that a file's name asks for.
    ///
    /// @throws Refusal when it asks for none
    public static Format of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (Format format : values()) {
            if (name.endsWith(format.ending)) {
                return format;
            }
        }
        throw new Refusal(Problem.error(null, "no format of report is called like " + file,
                "The name's ending chooses it: .md (Markdown), .html, .json or .xml (JUnit)."));
    }
}
