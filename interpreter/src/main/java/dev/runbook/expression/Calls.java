package dev.runbook.expression;

import dev.runbook.expression.Lexer.Token;
import dev.runbook.expression.library.Function;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import dev.runbook.source.Span;
import dev.runbook.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out what a name with brackets after it calls: a function or a macro.
final class Calls {
    private static final List<Function> GLOBALS = functions(true);
    private static final List<Function> METHODS = functions(false);

    private final Tokens tokens;
    private final Problems problems;

    Calls(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /// `name(arguments)`.
    Node global(Token name, List<Node> arguments, Span span) throws ExpressionError {
        if (name.text().equals("has")) {
            return has(span, arguments);
        }
        List<String> words = Stream.concat(words(GLOBALS), Stream.of("has")).toList();
        Optional<Function> function = find(GLOBALS, name);
        return function.isPresent()
                ? call(function.get(), name, arguments, span, arguments.size())
                : unknown(name, span, "", words);
    }

    /// `of.name(arguments)`.
    Node method(Node of, Token name, List<Node> arguments, Span span) throws ExpressionError {
        Optional<Node.Macro> macro = Arrays.stream(Node.Macro.values())
                .filter(m -> m.word().equals(name.text())).findFirst();
        if (macro.isPresent()) {
            return loop(span, macro.get(), of, arguments, name);
        }
        Optional<Function> function = find(METHODS, name);
        List<String> words = Stream.concat(words(METHODS),
                Arrays.stream(Node.Macro.values()).map(Node.Macro::word)).toList();
        return function.isPresent()
                ? call(function.get(), name, Stream.concat(Stream.of(of), arguments.stream()).toList(), span,
                        arguments.size())
                : unknown(name, span, "x.", words);
    }

    private Node call(Function function, Token name, List<Node> all, Span span, int given) throws ExpressionError {
        int wanted = function.arity() - (all.size() - given);
        if (wanted == given) {
            return new Node.Call(span, function, all);
        }
        throw new ExpressionError(tokens.place(name), name.text() + "() wants "
                + (wanted == 0 ? "nothing between its brackets" : wanted == 1 ? "one argument" : wanted + " arguments"),
                "Here are " + given + ".");
    }

    private Node unknown(Token name, Span span, String before, List<String> words) {
        Problem problem = Problem.error(tokens.place(name), "unknown function " + before + name.text() + "()",
                "There are " + String.join(", ", words) + "." + Suggestion.didYouMean(name.text(), words));
        problems.add(problem);
        return new Node.Broken(span, problem);
    }

    private Node loop(Span span, Node.Macro macro, Node range, List<Node> arguments, Token name)
            throws ExpressionError {
        boolean mapsSome = macro == Node.Macro.MAP && arguments.size() == 3;
        if ((arguments.size() != 2 && !mapsSome) || !(arguments.getFirst() instanceof Node.Name(_, var variable))) {
            throw new ExpressionError(tokens.place(name), macro.word() + "() wants a name and an expression",
                    "Write for example list." + macro.word() + "(x, x" + (macro == Node.Macro.MAP ? " + 1" : " > 1")
                            + ").");
        }
        Node last = arguments.getLast();
        Node always = new Node.Literal(last.span(), Value.of(true));
        return switch (macro) {
            case MAP -> new Node.Loop(span, macro, range, variable, mapsSome ? arguments.get(1) : always, last);
            case ALL, EXISTS, EXISTS_ONE, FILTER -> new Node.Loop(span, macro, range, variable, last, last);
        };
    }

    private static Node has(Span span, List<Node> arguments) throws ExpressionError {
        if (arguments.size() == 1 && arguments.getFirst() instanceof Node.Field field) {
            return new Node.Has(span, field);
        }
        throw new ExpressionError(span, "has() wants a field", "Write has(a.b), or \"b\" in a.");
    }

    private static Optional<Function> find(List<Function> functions, Token name) {
        return functions.stream().filter(f -> f.symbol().equals(name.text())).findFirst();
    }

    private static Stream<String> words(List<Function> functions) {
        return functions.stream().map(Function::symbol);
    }

    private static List<Function> functions(boolean global) {
        return Arrays.stream(Function.values()).filter(f -> global ? f.isGlobal() : f.isMethod()).toList();
    }
}
