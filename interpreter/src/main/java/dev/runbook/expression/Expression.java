package dev.runbook.expression;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// An expression in CEL's syntax and meaning.
///
/// Bounded: 20,000 characters, 100 levels, 500 operators, 2,000,000 steps; texts it joins have at most 1,000,000
/// characters, lists 100,000 items.
public final class Expression {
    private final Passage passage;
    private final Node root;

    private Expression(Passage passage, Node root) {
        this.passage = passage;
        this.root = root;
    }

    /// Reads an expression. What is wrong with it goes to the problems; the expression that is given back then checks
    /// without further problems, and computes to that error.
    public static Expression parse(Passage passage, Problems problems) {
        return new Expression(passage, Parser.parse(passage, problems));
    }

    /// Finds names that can't exist and types that can't go together.
    ///
    /// @return the type of its value, as far as known
    public Type check(Names names, Problems problems) {
        return new Checker(names, problems).type(root);
    }

    /// Checks it, and that it is true or false.
    public void checkCondition(Names names, Problems problems) {
        new Checker(names, problems).condition(root);
    }

    /// @throws ExpressionError when it has no value in this scope
    public Value eval(Scope scope) throws ExpressionError {
        return new Evaluator(scope).value(root);
    }

    /// Whether the condition holds.
    ///
    /// @throws ExpressionError when it has no value in this scope, or one that is neither true nor false
    public boolean test(Scope scope) throws ExpressionError {
        return new Evaluator(scope).truth(root);
    }

    /// The names that it takes from its scope.
    public Set<String> names() {
        return root.names().collect(Collectors.toUnmodifiableSet());
    }

    /// The fields that it takes of one of those names, such as `backup` of `steps`, and where.
    public Map<Span, String> fieldsOf(String name) {
        Map<Span, String> fields = new LinkedHashMap<>();
        root.fieldsOf(name).forEach(field -> fields.put(field.place(), field.name()));
        return fields;
    }

    /// Whether it needs no scope.
    public boolean isConstant() {
        return names().isEmpty();
    }

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
}
