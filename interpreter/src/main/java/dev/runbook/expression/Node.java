package dev.runbook.expression;

import dev.runbook.expression.library.Function;
import dev.runbook.problem.Problem;
import dev.runbook.source.Span;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// An expression's syntax, each part with its place.
sealed interface Node {
    Span span();

    /// A value written down.
    record Literal(Span span, Value value) implements Node {}

    /// A name that the scope knows.
    record Name(Span span, String name) implements Node {}

    /// `of.name`; the name has a place of its own.
    record Field(Span span, Node of, String name, Span place) implements Node {}

    /// `of[index]`.
    record Index(Span span, Node of, Node index) implements Node {}

    /// A function or an operator that needs all its arguments.
    record Call(Span span, Function function, List<Node> arguments) implements Node {}

    /// Parts joined by `&&`, which false decides, or by `||`, which true decides.
    record Logic(Span span, boolean decisive, List<Node> parts) implements Node {}

    /// `condition ? yes : no`.
    record Choice(Span span, Node condition, Node yes, Node no) implements Node {}

    /// `[...]`.
    record ListOf(Span span, List<Node> items) implements Node {}

    /// `{...}`.
    record MapOf(Span span, List<Entry> entries) implements Node {}

    /// A key and its value.
    record Entry(Node key, Node value) {}

    /// `has(of.name)`.
    record Has(Span span, Field field) implements Node {}

    /// A macro that goes through a list's items or a map's keys, and looks at, or gives, a result for those that meet
    /// a condition.
    record Loop(Span span, Macro macro, Node range, String variable, Node condition, Node result) implements Node {}

    /// What was written wrong, and is known to be.
    record Broken(Span span, Problem problem) implements Node {}

    /// The names that it takes from its scope.
    default Stream<String> names() {
        return switch (this) {
            case Literal _,Broken _ -> Stream.empty();
            case Name(_, var name) -> Stream.of(name);
            case Field(_, var of, _, _) -> of.names();
            case Index(_, var of, var index) -> Stream.concat(of.names(), index.names());
            case Call(_, _, var arguments) -> arguments.stream().flatMap(Node::names);
            case Logic(_, _, var parts) -> parts.stream().flatMap(Node::names);
            case Choice(_, var condition, var yes, var no) -> Stream.of(condition, yes, no).flatMap(Node::names);
            case ListOf(_, var items) -> items.stream().flatMap(Node::names);
            case MapOf(_, var entries) -> entries.stream().flatMap(e -> Stream.concat(e.key.names(), e.value.names()));
            case Has(_, var field) -> field.names();
            case Loop(_, _, var range, var variable, var condition, var result) -> Stream.concat(range.names(),
                    Stream.of(condition, result).flatMap(Node::names).filter(name -> !name.equals(variable)));
        };
    }

    /// Its parts.
    default List<Node> parts() {
        return switch (this) {
            case Literal _,Broken _,Name _ -> List.of();
            case Field(_, var of, _, _) -> List.of(of);
            case Index(_, var of, var index) -> List.of(of, index);
            case Call(_, _, var arguments) -> arguments;
            case Logic(_, _, var parts) -> parts;
            case Choice(_, var condition, var yes, var no) -> List.of(condition, yes, no);
            case ListOf(_, var items) -> items;
            case MapOf(_, var entries) -> entries.stream().flatMap(e -> Stream.of(e.key, e.value)).toList();
            case Has(_, var field) -> List.of(field);
            case Loop(_, _, var range, _, var condition, var result) -> List.of(range, condition, result);
        };
    }

    /// The places where it takes a field of one of its names, such as `steps.backup`.
    default Stream<Field> fieldsOf(String name) {
        Stream<Field> inside = parts().stream().flatMap(part -> part.fieldsOf(name));
        return this instanceof Field field && field.of instanceof Name(_, var of) && of.equals(name)
                ? Stream.concat(Stream.of(field), inside)
                : inside;
    }

    /// The macros of a [Loop].
    enum Macro {
        ALL, EXISTS, EXISTS_ONE, FILTER, MAP;

        /// As it is written.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
