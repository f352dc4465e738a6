package dev.runbook.expression;

import dev.runbook.expression.Lexer.Kind;
import dev.runbook.expression.Lexer.Token;
import dev.runbook.expression.library.Function;
import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads an expression by recursive descent, one method for each level of CEL's grammar.
final class Parser {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 100;
    private static final int MOST_OPERATORS = 500;
    private static final List<Function> RELATIONS = List.of(Function.EQUAL, Function.DIFFERENT, Function.LESS_OR_EQUAL,
            Function.GREATER_OR_EQUAL, Function.LESS, Function.GREATER, Function.IN);
    private static final List<Function> SUMS = List.of(Function.ADD, Function.SUBTRACT);
    private static final List<Function> PRODUCTS = List.of(Function.MULTIPLY, Function.DIVIDE, Function.REMAINDER);
    private static final Set<String> LITERALS = Set.of("true", "false", "null");
    private static final Set<String> RESERVED = Set.of("as", "break", "const", "continue", "else", "for", "function",
            "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while");

    private final Tokens tokens;
    private final Calls calls;
    private int depth;
    private int operators;

    private Parser(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.calls = new Calls(tokens, problems);
    }

    /// The expression, or what is wrong with it, which is told to the problems too.
    static Node parse(Passage passage, Problems problems) {
        try {
            return whole(passage, problems);
        } catch (ExpressionError e) {
            problems.add(e.problem());
            return new Node.Broken(passage.span(), e.problem());
        }
    }

    private static Node whole(Passage passage, Problems problems) throws ExpressionError {
        if (passage.text().length() > LONGEST) {
            throw new ExpressionError(passage.span(), "an expression of more than " + LONGEST + " characters",
                    "Keep long texts in a file or a parameter.");
        }
        Tokens tokens = new Tokens(passage);
        if (tokens.current().kind() == Kind.END) {
            throw new ExpressionError(passage.span(), "an empty expression",
                    "Write for example params.name or rows > 0.");
        }
        Node node = new Parser(tokens, problems).expression();
        if (tokens.current().kind() != Kind.END) {
            throw tokens.unexpected("an operator, or nothing more");
        }
        return node;
    }

    private Node expression() throws ExpressionError {
        if (++depth > DEEPEST) {
            throw new ExpressionError(tokens.place(tokens.current()), "an expression nested more than " + DEEPEST
                    + " deep", "Capture a part of it under a name.");
        }
        Node node = or();
        if (tokens.accept("?")) {
            Node yes = or();
            tokens.expect(":");
            Node no = expression();
            node = new Node.Choice(node.span().to(no.span()), node, yes, no);
        }
        depth--;
        return node;
    }

    private Node or() throws ExpressionError {
        Node first = and();
        List<Node> parts = new ArrayList<>(List.of(first));
        while (tokens.accept("||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? first : new Node.Logic(first.span().to(parts.getLast().span()), true, parts);
    }

    private Node and() throws ExpressionError {
        Node first = relation();
        List<Node> parts = new ArrayList<>(List.of(first));
        while (tokens.accept("&&")) {
            parts.add(relation());
        }
        return parts.size() == 1 ? first : new Node.Logic(first.span().to(parts.getLast().span()), false, parts);
    }

    private Node relation() throws ExpressionError {
        Node left = sum();
        for (Optional<Function> f = tokens.accept(RELATIONS); f.isPresent(); f = tokens.accept(RELATIONS)) {
            left = binary(f.get(), left, sum());
        }
        return left;
    }

    private Node sum() throws ExpressionError {
        Node left = product();
        for (Optional<Function> f = tokens.accept(SUMS); f.isPresent(); f = tokens.accept(SUMS)) {
            left = binary(f.get(), left, product());
        }
        return left;
    }

    private Node product() throws ExpressionError {
        Node left = unary();
        for (Optional<Function> f = tokens.accept(PRODUCTS); f.isPresent(); f = tokens.accept(PRODUCTS)) {
            left = binary(f.get(), left, unary());
        }
        return left;
    }

    private Node binary(Function function, Node left, Node right) throws ExpressionError {
        count(right.span());
        return new Node.Call(left.span().to(right.span()), function, List.of(left, right));
    }

    private Node unary() throws ExpressionError {
        Token sign = tokens.current();
        boolean number = sign.is("-") && tokens.following().kind() == Kind.NUMBER;
        if ((!sign.is("!") && !sign.is("-")) || number) {
            return member();
        }
        Span place = tokens.place(tokens.take());
        count(place);
        // As in CEL's grammar, the two don't mix: !-x and -!x are mistakes.
        Node operand = tokens.is(sign.text()) ? unary() : member();
        return new Node.Call(place.to(operand.span()), sign.is("!") ? Function.NOT : Function.NEGATE,
                List.of(operand));
    }

    private Node member() throws ExpressionError {
        Node node = primary();
        while (tokens.is(".") || tokens.is("[")) {
            count(tokens.place(tokens.current()));
            node = tokens.accept(".") ? selection(node) : index(node);
        }
        return node;
    }

    private Node index(Node of) throws ExpressionError {
        tokens.expect("[");
        Node index = expression();
        return new Node.Index(of.span().to(tokens.expect("]")), of, index);
    }

    private Node selection(Node of) throws ExpressionError {
        Token name = tokens.current();
        if (name.kind() != Kind.NAME || LITERALS.contains(name.text())) {
            throw tokens.unexpected("a name");
        }
        Span place = tokens.place(tokens.take());
        if (!tokens.is("(")) {
            return new Node.Field(of.span().to(place), of, name.text(), place);
        }
        List<Node> arguments = arguments(")", false);
        return calls.method(of, name, arguments, of.span().to(tokens.taken()));
    }

    private Node primary() throws ExpressionError {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NUMBER -> number();
            case TEXT -> literal(token.value());
            case NAME -> named();
            case SYMBOL -> bracketed();
            case END -> throw tokens.unexpected("a value");
        };
    }

    private Node literal(Value value) {
        return new Node.Literal(tokens.place(tokens.take()), value);
    }

    private Node number() throws ExpressionError {
        Span sign = tokens.place(tokens.current());
        boolean negative = tokens.accept("-");
        String text = (negative ? "-" : "") + tokens.take().text();
        Span span = sign.to(tokens.taken());
        try {
            return new Node.Literal(span, number(text));
        } catch (NumberFormatException _) {
            throw new ExpressionError(span, text + " is too great for an integer",
                    "Integers have 64 bits; with a point and a zero after it, it is an approximate number.");
        }
    }

    private static Value number(String text) {
        if (text.contains("0x")) {
            return Value.of(Long.parseLong(text.replace("0x", ""), 16));
        }
        boolean whole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        return whole ? Value.of(Long.parseLong(text)) : Value.of(Double.parseDouble(text));
    }

    private Node named() throws ExpressionError {
        Token name = tokens.current();
        if (LITERALS.contains(name.text())) {
            return literal(name.text().equals("null") ? Value.Null.NULL : Value.of(name.text().equals("true")));
        }
        Span place = tokens.place(tokens.take());
        if (RESERVED.contains(name.text())) {
            throw new ExpressionError(place, "\"" + name.text() + "\" is a reserved word",
                    "A choice is written condition ? yes : no.");
        }
        if (!tokens.is("(")) {
            return new Node.Name(place, name.text());
        }
        List<Node> arguments = arguments(")", false);
        return calls.global(name, arguments, place.to(tokens.taken()));
    }

    private Node bracketed() throws ExpressionError {
        Span open = tokens.place(tokens.current());
        if (tokens.is("-") && tokens.following().kind() == Kind.NUMBER) {
            return number();
        }
        if (tokens.accept("(")) {
            Node inner = expression();
            tokens.expect(")");
            return inner;
        }
        if (tokens.is("[")) {
            List<Node> items = arguments("]", true);
            return new Node.ListOf(open.to(tokens.taken()), items);
        }
        if (tokens.accept("{")) {
            return map(open);
        }
        throw tokens.unexpected("a value");
    }

    /// What stands between brackets, with commas; a list may end with one.
    private List<Node> arguments(String close, boolean trailingComma) throws ExpressionError {
        tokens.take();
        List<Node> arguments = new ArrayList<>();
        boolean more = !tokens.is(close);
        while (more) {
            arguments.add(expression());
            more = tokens.accept(",") && !(trailingComma && tokens.is(close));
        }
        tokens.expect(close);
        return arguments;
    }

    private Node map(Span open) throws ExpressionError {
        List<Node.Entry> entries = new ArrayList<>();
        boolean more = !tokens.is("}");
        while (more) {
            Node key = expression();
            tokens.expect(":");
            entries.add(new Node.Entry(key, expression()));
            more = tokens.accept(",") && !tokens.is("}");
        }
        return new Node.MapOf(open.to(tokens.expect("}")), entries);
    }

    private void count(Span place) throws ExpressionError {
        if (++operators > MOST_OPERATORS) {
            throw new ExpressionError(place, "an expression of more than " + MOST_OPERATORS + " operators",
                    "Capture a part of it under a name.");
        }
    }
}
