package dev.runbook.report.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.TemplateContext;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Source;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fills templates, each format with its own way of escaping.
///
/// @param files where the templates come from
public record Templates(TemplateFiles files) {

    /// Fills a template.
    ///
    /// @throws Refusal when the template has a mistake, naming its place
    public String fill(String template, Escaping escaping, Object page) {
        check(template, page);
        DefaultMustacheFactory factory = new EscapingFactory(files, escaping);
        try {
            StringWriter text = new StringWriter();
            factory.compile(template).execute(text, page);
            return text.toString();
        } catch (MustacheException e) {
            throw new Refusal(problem(template, e));
        }
    }

    /// Ours are held to their names by a test.
    private void check(String template, Object page) {
        List<Problem> problems = files.folder() == null ? List.of() : TemplateCheck.of(files, template, page);
        if (!problems.isEmpty()) {
            throw new Refusal(problems);
        }
    }

    private Problem problem(String template, MustacheException e) {
        Throwable cause = e;
        TemplateContext place = e.getContext();
        while (cause.getCause() instanceof MustacheException inner) {
            cause = inner;
            place = inner.getContext() == null ? place : inner.getContext();
        }
        String title = cause instanceof UnknownName unknown
                ? "the template asks for " + unknown.name()
                        + ", which is not there"
                : "the template cannot be filled: " + e.getMessage();
        return span(place == null ? template : place.file(), place, title,
                cause instanceof UnknownName unknown ? unknown.name() : "");
    }

    /// @param name that stands in a tag on the line, or empty for the whole line
    private Problem span(String file, @Nullable TemplateContext place, String title, String name) {
        Source source = new Source(files.name(file), files.text(file));
        int line = place == null ? 1 : Math.clamp(place.line(), 1, source.lines());
        int start = source.lineStart(line);
        Matcher tag = Pattern.compile("\\{\\{[{#^&]?\\s*((?:[\\w.]+\\.)?" + Pattern.quote(name) + ")\\s*}")
                .matcher(source.line(line));
        boolean found = !name.isEmpty() && tag.find();
        return Problem.error(found
                ? source.span(start + tag.start(1), start + tag.end(1))
                : source.span(start, start + source.line(line).length()), title,
                "docs/templates.md lists the names, and where each of them is valid.");
    }
}
