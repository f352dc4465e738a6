package dev.runbook.jsonpath;

import dev.runbook.value.Value;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a JSONPath by recursive descent.
final class PathParser {
    private static final int DEEPEST = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?");
    private static final Pattern OPERATOR = Pattern.compile("[=!<>]=|[<>]");

    private final PathText text;
    private int depth;

    private PathParser(String text) {
        this.text = new PathText(text);
    }

    static Query parse(String path) throws ParseException {
        PathParser parser = new PathParser(path);
        parser.text.skipBlank();
        if (!parser.text.accept("$")) {
            throw parser.text.wanted("$, with which every path begins");
        }
        Query query = new Query(true, parser.segments());
        parser.text.skipBlank();
        if (!parser.text.isAtEnd()) {
            throw parser.text.wanted("a point or a [; a name with other characters is written ['name']");
        }
        return query;
    }

    private List<Query.Segment> segments() throws ParseException {
        List<Query.Segment> segments = new ArrayList<>();
        for (text.skipBlank(); text.sees(".") || text.sees("["); text.skipBlank()) {
            boolean descendants = text.accept("..");
            boolean bracket = descendants ? text.sees("[") : !text.accept(".");
            segments.add(new Query.Segment(descendants, bracket ? brackets() : List.of(shorthand())));
        }
        return segments;
    }

    private Selector shorthand() throws ParseException {
        if (text.accept("*")) {
            return new Selector.Wildcard();
        }
        String name = text.take(NAME);
        if (name.isEmpty()) {
            throw text.wanted("a name, or *");
        }
        return new Selector.Name(name);
    }

    private List<Selector> brackets() throws ParseException {
        text.expect("[");
        List<Selector> selectors = new ArrayList<>();
        do {
            text.skipBlank();
            selectors.add(selector());
            text.skipBlank();
        } while (text.accept(","));
        text.expect("]");
        return selectors;
    }

    private Selector selector() throws ParseException {
        if (text.sees("'") || text.sees("\"")) {
            return new Selector.Name(text.quoted());
        }
        if (text.accept("*")) {
            return new Selector.Wildcard();
        }
        return text.accept("?") ? new Selector.Filter(or()) : place();
    }

    private Selector place() throws ParseException {
        Long start = whole();
        text.skipBlank();
        if (!text.accept(":")) {
            if (start == null) {
                throw text.wanted("an index, a name in quotes, * or a filter ?");
            }
            return new Selector.Index(start);
        }
        text.skipBlank();
        Long end = whole();
        text.skipBlank();
        boolean stepped = text.accept(":");
        text.skipBlank();
        Long step = stepped ? whole() : null;
        return new Selector.Slice(start, end, step == null ? 1 : step);
    }

    private @Nullable Long whole() {
        String digits = text.take(WHOLE);
        return digits.isEmpty() ? null : Long.valueOf(digits);
    }

    private Condition or() throws ParseException {
        if (++depth > DEEPEST) {
            throw new ParseException("a filter nested more than " + DEEPEST + " deep", text.at());
        }
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(and());
            text.skipBlank();
        } while (text.accept("||"));
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
    }

    private Condition and() throws ParseException {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(basic());
            text.skipBlank();
        } while (text.accept("&&"));
        return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
    }

    private Condition basic() throws ParseException {
        text.skipBlank();
        boolean negated = text.accept("!");
        text.skipBlank();
        Condition condition = text.accept("(") ? bracketed() : test(negated);
        return negated ? new Condition.Not(condition) : condition;
    }

    private Condition bracketed() throws ParseException {
        Condition inner = or();
        text.expect(")");
        return inner;
    }

    private Condition test(boolean negated) throws ParseException {
        int start = text.at();
        Condition.Operand left = operand();
        text.skipBlank();
        String operator = text.take(OPERATOR);
        if (!operator.isEmpty() && !negated) {
            text.skipBlank();
            int second = text.at();
            return new Condition.Compare(single(left, start), operator, single(operand(), second));
        }
        if (!operator.isEmpty()) {
            throw new ParseException("! stands before a comparison; write !(...)", start);
        }
        if (left instanceof Condition.Operand.Found(var query)) {
            return new Condition.Exists(query);
        }
        throw text.wanted("a comparison such as ==");
    }

    private static Condition.Operand single(Condition.Operand operand, int start) throws ParseException {
        if (operand instanceof Condition.Operand.Found(var query) && !query.isSingular()) {
            throw new ParseException("a path to perhaps several values can't be compared", start);
        }
        return operand;
    }

    private Condition.Operand operand() throws ParseException {
        if (text.sees("@") || text.sees("$")) {
            boolean root = text.accept("$") || !text.accept("@");
            return new Condition.Operand.Found(new Query(root, segments()));
        }
        if (text.sees("'") || text.sees("\"")) {
            return new Condition.Operand.Literal(Value.of(text.quoted()));
        }
        int start = text.at();
        String number = text.take(NUMBER);
        return new Condition.Operand.Literal(number.isEmpty() ? word(start) : number(number));
    }

    private Value word(int start) throws ParseException {
        String word = text.take(NAME);
        return switch (word) {
            case "true" -> Value.of(true);
            case "false" -> Value.of(false);
            case "null" -> Value.Null.NULL;
            case "" -> throw text.wanted("@, $ or a literal");
            default -> throw new ParseException(text.sees("(")
                    ? "functions are not supported; \"" + word + "\" is one"
                    : "unexpected " + word + "; a field of the item is written @." + word + ", a text in quotes",
                    start);
        };
    }

    private static Value number(String number) {
        try {
            return Value.of(Long.parseLong(number));
        } catch (NumberFormatException _) {
            return Value.of(Double.parseDouble(number));
        }
    }
}
