package dev.runbook.expression;

import dev.runbook.expression.library.Advice;
import dev.runbook.expression.library.Fault;
import dev.runbook.expression.library.Function;
import dev.runbook.expression.library.Texts;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import dev.runbook.source.Span;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds names that can't exist and types that can't go together, before the run. What is wrong counts as of any type
/// from there on, so that one mistake is one problem.
final class Checker {
    private static final int MOST_WORDS = 20;
    private static final Pattern DASHED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)+");

    private final Names names;
    private final Problems problems;

    Checker(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    Type type(Node node) {
        return switch (node) {
            case Node.Literal(_, var value) -> Type.of(value);
            case Node.Name(var span, var name) -> name(span, name);
            case Node.Field(_, var of, var name, var place) -> field(type(of), name, place);
            case Node.Index index -> index(index);
            case Node.Call call -> call(call);
            case Node.Logic(_, _, var parts) -> logic(parts);
            case Node.Choice(_, var condition, var yes, var no) -> choice(condition, yes, no);
            case Node.ListOf(_, var items) -> Type.listOf(Type.common(items.stream().map(this::type).toList()));
            case Node.MapOf(_, var entries) -> map(entries);
            case Node.Has(_, var field) -> has(field);
            case Node.Loop loop -> loop(loop);
            case Node.Broken _ -> Type.Simple.ANY;
        };
    }

    void condition(Node node) {
        Type type = type(node);
        if (!type.fits(Type.Simple.BOOL)) {
            report(node.span(), Advice.notBool(operand(node, type)));
        }
    }

    private Type name(Span span, String name) {
        Type type = names.types().get(name);
        if (type != null) {
            return type;
        }
        String quotes = Suggestion.nearest(name, names.types().keySet()).isPresent()
                ? ""
                : (names.types().isEmpty() ? "" : " ") + "A text stands in quotes: \""
                        + name + "\".";
        problems.error(span, "unknown name \"" + name + "\"", (known("Known here", names.types().keySet()) + quotes
                + Suggestion.didYouMean(name, names.types().keySet())).strip());
        return Type.Simple.ANY;
    }

    private Type field(Type of, String name, Span place) {
        return switch (of) {
            case Type.MapOf(var fields, var open) -> {
                Type type = fields.get(name);
                if (type == null && !open) {
                    problems.error(place, "there is no \"" + name + "\" here", known("There is", fields.keySet())
                            + Suggestion.didYouMean(name, fields.keySet()));
                }
                yield type == null ? Type.Simple.ANY : type;
            }
            case Type.ListOf _ -> {
                problems.error(place, "a list has no fields", name.matches("length|count|size|len")
                        ? "How many items it has says size(list)."
                        : "Take one of its items first, as in list[0]." + name
                                + ", or ask of all: list.all(x, x." + name + " ...).");
                yield Type.Simple.ANY;
            }
            case Type.Simple simple -> {
                if (simple != Type.Simple.ANY) {
                    problems.error(place, Advice.a(simple.word()) + " has no fields", "Leave out \"." + name + "\".");
                }
                yield Type.Simple.ANY;
            }
        };
    }

    private Type index(Node.Index node) {
        Type of = type(node.of());
        Type index = type(node.index());
        if (node.index() instanceof Node.Literal(_, Value.Text(var name)) && of instanceof Type.MapOf) {
            return field(of, name, node.index().span());
        }
        boolean list = of instanceof Type.ListOf;
        boolean fits = list ? (index.is(Type.Simple.ANY) || index.isNumber()) : index.fits(Type.Simple.TEXT);
        if (!of.fits(Type.list()) && !of.fits(Type.map())) {
            problems.error(node.span(), Advice.a(of.word()) + " has no items", "Only lists and maps are indexed.");
        } else if (!of.is(Type.Simple.ANY) && !fits) {
            problems.error(node.index().span(), "a " + of.word() + " is not indexed by " + Advice.a(index.word()),
                    list
                            ? "Items of a list are counted from 0: list[0]."
                            : "Fields of a map have names: map[\"name\"].");
        }
        return of instanceof Type.ListOf(var items) ? items : Type.Simple.ANY;
    }

    private Type call(Node.Call call) {
        if (call.function() == Function.SUBTRACT && isDashedName(call)) {
            return Type.Simple.ANY;
        }
        List<Type> types = call.arguments().stream().map(this::type).toList();
        Type result = call.function().result(types);
        if (result == null) {
            report(call.span(), mismatch(call, types));
            return Type.Simple.ANY;
        }
        if (neverEqual(call, types)) {
            report(call.span(), Advice.neverEqual(operand(call, types, 0), operand(call, types, 1)));
        }
        constants(call);
        return result;
    }

    static Fault mismatch(Node.Call call, List<Type> types) {
        return call.function().isOperator()
                ? Advice.operator(call.function().symbol(), call.arguments().size() == 1
                        ? List.of(operand(call, types, 0))
                        : List.of(operand(call, types, 0), operand(call, types, 1)))
                : Advice.function(call.function().symbol(), types.stream().map(Type::word).toList(),
                        call.function().taken());
    }

    private static boolean neverEqual(Node.Call call, List<Type> types) {
        if (call.function() != Function.EQUAL && call.function() != Function.DIFFERENT) {
            return false;
        }
        Type left = types.getFirst();
        Type right = types.getLast();
        boolean asksForNull = left.is(Type.Simple.NULL) || right.is(Type.Simple.NULL);
        return !asksForNull && !left.fits(right) && !(left.isNumber() && right.isNumber());
    }

    /// What is computed from literals alone fails now or never.
    private void constants(Node.Call call) {
        try {
            if (call.arguments().stream().allMatch(Node.Literal.class::isInstance)) {
                Value _ = call.function().apply(call.arguments().stream().map(Node.Literal.class::cast)
                        .map(Node.Literal::value).toList());
            } else if (call.function() == Function.MATCHES
                    && call.arguments().getLast() instanceof Node.Literal(_, Value.Text(var pattern))) {
                Texts.pattern(pattern);
            }
        } catch (Fault fault) {
            report(call.span(), fault);
        }
    }

    /// A name with a hyphen, as in `steps.pre-flight.exit`, reads as a subtraction.
    private boolean isDashedName(Node.Call subtraction) {
        Node left = subtraction;
        while (left instanceof Node.Call(_, var f, var arguments) && f == Function.SUBTRACT) {
            left = arguments.getFirst();
        }
        if (!(left instanceof Node.Field(_, var of, var name, var place))) {
            return false;
        }
        Matcher dashed = DASHED.matcher(place.source().text()).region(place.start(), place.source().text().length());
        Type owner = new Checker(names, new Problems()).type(of);
        Optional<String> meant = dashed.lookingAt() && owner instanceof Type.MapOf(var fields, _)
                && !fields.containsKey(name)
                        ? fields.keySet().stream().filter(dashed.group()::equals).findFirst()
                        : Optional.empty();
        meant.ifPresent(field -> problems.error(place, "a hyphen in a name reads as a minus",
                of instanceof Node.Name(_, var steps) && steps.equals("steps")
                        ? "Ids have none: call the step " + field.replace('-', '_') + "."
                        : "Write [\"" + field + "\"] in place of ." + field + "."));
        return meant.isPresent();
    }

    private Type logic(List<Node> parts) {
        parts.forEach(this::condition);
        return Type.Simple.BOOL;
    }

    private Type choice(Node condition, Node yes, Node no) {
        condition(condition);
        return Type.common(List.of(type(yes), type(no)));
    }

    private Type map(List<Node.Entry> entries) {
        Map<String, Type> fields = new LinkedHashMap<>();
        boolean open = false;
        for (Node.Entry entry : entries) {
            Type key = type(entry.key());
            Type type = type(entry.value());
            if (!key.fits(Type.Simple.TEXT)) {
                problems.error(entry.key().span(), "a key that is " + Advice.a(key.word()),
                        "The keys of a map are texts: {\"name\": value}.");
            }
            if (entry.key() instanceof Node.Literal(_, Value.Text(var name))) {
                if (fields.put(name, type) != null) {
                    problems.error(entry.key().span(), "\"" + name + "\" stands twice in this map", "Leave one out.");
                }
            } else {
                open = true;
            }
        }
        return new Type.MapOf(fields, open);
    }

    private Type has(Node.Field field) {
        type(field);
        return Type.Simple.BOOL;
    }

    private Type loop(Node.Loop loop) {
        Type range = type(loop.range());
        if (!range.fits(Type.list()) && !range.fits(Type.map())) {
            problems.error(loop.range().span(), loop.macro().word() + "() goes through a list or a map, and this is "
                    + Advice.a(range.word()), "");
        }
        Type item = switch (range) {
            case Type.ListOf(var items) -> items;
            case Type.MapOf _ -> Type.Simple.TEXT;
            case Type.Simple _ -> Type.Simple.ANY;
        };
        Checker inside = new Checker(names.with(loop.variable(), item), problems);
        inside.condition(loop.condition());
        return switch (loop.macro()) {
            case ALL, EXISTS, EXISTS_ONE -> Type.Simple.BOOL;
            case FILTER -> Type.listOf(item);
            case MAP -> Type.listOf(inside.type(loop.result()));
        };
    }

    private void report(Span place, Fault fault) {
        problems.error(place, fault.title(), fault.advice());
    }

    static Advice.Operand operand(Node node, Type type) {
        return new Advice.Operand(type.word(), node.span().text());
    }

    private static Advice.Operand operand(Node.Call call, List<Type> types, int i) {
        return operand(call.arguments().get(i), types.get(i));
    }

    /// The words that are valid, unless there are too many to read.
    static String known(String title, Collection<String> words) {
        return words.isEmpty()
                ? title + " nothing."
                : words.size() > MOST_WORDS
                        ? ""
                        : title + ": " + words.stream().sorted().collect(Collectors.joining(", ")) + ".";
    }
}
