package dev.runbook.jsonpath;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.value.Value;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path to places in a JSON document: RFC 9535 without its functions. `$.a.b[0]['x y'][*]`, `[-1]`, `[1:3]`, `..name`,
/// `$.checks[?@.name == 'db' && @.ms > 3].ok`.
public final class JsonPath {
    private static final long MOST_VALUES = 1_000_000;

    private final Passage passage;
    private final @Nullable Query query;

    private JsonPath(Passage passage, @Nullable Query query) {
        this.passage = passage;
        this.query = query;
    }

    /// Reads a path. What is wrong with it goes to the problems; the path given back then finds nothing.
    public static JsonPath parse(Passage passage, Problems problems) {
        try {
            return new JsonPath(passage, PathParser.parse(passage.text()));
        } catch (ParseException e) {
            int at = Math.min(e.getErrorOffset(), passage.text().length());
            int length = at < passage.text().length() ? Character.charCount(passage.text().codePointAt(at)) : 0;
            String[] words = String.valueOf(e.getMessage()).split("; ", 2);
            problems.error(passage.span(at, at + length), words[0], words.length == 1
                    ? "A path looks like $.checks[0].name."
                    : Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1) + ".");
            return new JsonPath(passage, null);
        }
    }

    /// The values at its ends, in the document's order.
    ///
    /// @throws Refusal when more than 1,000,000 values would have to be looked at
    public List<Value> find(Value document) {
        Query known = query;
        if (known == null) {
            return List.of();
        }
        try {
            return known.find(document, new Query.Search(document, MOST_VALUES));
        } catch (Query.TooLong _) {
            throw new Refusal(Problem.error(span(), "the path looks at more than " + MOST_VALUES + " values",
                    "Name more of the way, with fewer `..` and `*`."));
        }
    }

    /// Whether it finds one value at most.
    public boolean isSingular() {
        return query != null && query.isSingular();
    }

    public Span span() {
        return passage.span();
    }

    @Override
    public String toString() {
        return passage.text();
    }
}
