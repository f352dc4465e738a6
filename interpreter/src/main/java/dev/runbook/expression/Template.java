package dev.runbook.expression;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A text with expressions in it, each between `${{` and `}}`. A text that is one whole `${{ }}` has its expression's
/// value, of whatever type; in any other, the values are put in as text. `$${{` stands for a literal `${{`.
public final class Template {
    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";
    private static final int LONGEST = 1_000_000;

    private final Passage passage;
    private final List<Part> parts;

    private Template(Passage passage, List<Part> parts) {
        this.passage = passage;
        this.parts = parts;
    }

    /// A piece of a template.
    private sealed interface Part {
        /// Text that stays as it is.
        record Plain(String text) implements Part {}

        /// An expression's value.
        record Computed(Expression expression) implements Part {}
    }

    /// Where a `${{` stands, and its `}}` or -1.
    private record Hole(String text, int open, int close) {
        int end() {
            return close < 0 ? text.length() : close + CLOSE.length();
        }
    }

    /// Reads a text. What is wrong with its expressions goes to the problems; what follows a `${{` without its `}}` is
    /// not looked at.
    public static Template parse(Passage passage, Problems problems) {
        List<Part> parts = new ArrayList<>();
        int done = 0;
        for (Hole hole = hole(passage.text(), 0); hole != null; hole = hole(passage.text(), done)) {
            plain(passage.text().substring(done, hole.open), parts);
            int from = hole.open + OPEN.length();
            if (hole.close < 0) {
                problems.error(passage.span(hole.open, from), "a ${{ without its }}",
                        "Close it with }}, or write $${{ for the characters themselves.");
                return new Template(passage, parts);
            }
            parts.add(new Part.Computed(Expression.parse(passage.part(from, hole.close), problems)));
            done = hole.end();
        }
        plain(passage.text().substring(done), parts);
        return new Template(passage, parts);
    }

    /// Where there are `${{ }}` in a text that must have none.
    public static List<Span> find(Passage passage) {
        List<Span> found = new ArrayList<>();
        for (Hole hole = hole(passage.text(), 0); hole != null; hole = hole(passage.text(), hole.end())) {
            found.add(passage.span(hole.open, hole.end()));
        }
        return found;
    }

    /// Checks its expressions.
    ///
    /// @return the type of its value, as far as known
    public Type check(Names names, Problems problems) {
        Type type = Type.Simple.TEXT;
        for (Part part : parts) {
            if (part instanceof Part.Computed(var expression)) {
                Type found = expression.check(names, problems);
                type = parts.size() == 1 ? found : Type.Simple.TEXT;
            }
        }
        return type;
    }

    /// @throws ExpressionError when one of its expressions has no value in this scope, unless the scope is incomplete
    public Value eval(Scope scope) throws ExpressionError {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Computed(var expression)) {
            return value(expression, scope);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(switch (part) {
                case Part.Plain(var plain) -> plain;
                case Part.Computed(var expression) -> value(expression, scope).text();
            });
            if (text.length() > LONGEST && parts.size() > 1) {
                throw new ExpressionError(passage.span(), "the text is longer than " + LONGEST + " characters",
                        "Put in only parts of long values.");
            }
        }
        return Value.of(text.toString());
    }

    private static Value value(Expression expression, Scope scope) {
        try {
            return expression.eval(scope);
        } catch (ExpressionError e) {
            if (scope.isIncomplete()) {
                return Value.of(OPEN + expression.text() + CLOSE);
            }
            throw e;
        }
    }

    /// The names that its expressions take from their scope.
    public Set<String> names() {
        return parts.stream().filter(Part.Computed.class::isInstance).map(Part.Computed.class::cast)
                .flatMap(part -> part.expression().names().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// The fields that its expressions take of one of those names, and where.
    public Map<Span, String> fieldsOf(String name) {
        Map<Span, String> fields = new LinkedHashMap<>();
        parts.stream().filter(Part.Computed.class::isInstance).map(Part.Computed.class::cast)
                .forEach(part -> fields.putAll(part.expression().fieldsOf(name)));
        return fields;
    }

    /// Whether it is the text that stands there, with nothing to compute and nothing escaped.
    public boolean isPlain() {
        return !text().contains(OPEN);
    }

    /// The text as it was written.
    public String text() {
        return passage.text();
    }

    public Span span() {
        return passage.span();
    }

    @Override
    public String toString() {
        return text();
    }

    /// The next `${{` and the `}}` that ends it; null when there is none. The last one may have no end.
    private static @Nullable Hole hole(String text, int from) {
        int open = text.indexOf(OPEN, from);
        while (open > from && text.charAt(open - 1) == '$') {
            open = text.indexOf(OPEN, open + OPEN.length());
        }
        return open < 0 ? null : new Hole(text, open, Lexer.closing(text, open + OPEN.length()));
    }

    /// Text between the holes, in which `$${{` stands for `${{`.
    private static void plain(String text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Part.Plain(text.replace("$" + OPEN, OPEN)));
        }
    }
}
