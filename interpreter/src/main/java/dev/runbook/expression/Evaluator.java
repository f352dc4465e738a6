package dev.runbook.expression;

import dev.runbook.expression.library.Advice;
import dev.runbook.expression.library.Fault;
import dev.runbook.problem.Suggestion;
import dev.runbook.source.Span;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import dev.runbook.value.Value.Bool;
import dev.runbook.value.Value.Dictionary;
import dev.runbook.value.Value.Int;
import dev.runbook.value.Value.Real;
import dev.runbook.value.Value.Sequence;
import dev.runbook.value.Value.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Computes one expression once, in a bounded number of steps.
final class Evaluator {
    /// Some tenths of a second's work.
    private static final long MOST_STEPS = 2_000_000;
    /// How many characters are copied or searched in the time of a step.
    private static final int STRIDE = 16;

    private final Scope scope;
    private final Map<String, Value> variables = new HashMap<>();
    private long steps;

    Evaluator(Scope scope) {
        this.scope = scope;
    }

    /// Something to compute for each item of a loop.
    private interface Body {
        void take(Value item) throws ExpressionError;
    }

    Value value(Node node) throws ExpressionError {
        spend(node, 1);
        return switch (node) {
            case Node.Literal(_, var value) -> value;
            case Node.Name(var span, var name) -> whole(span, name(span, name), name, own(name));
            case Node.Field(_, var of, var name, var place) -> whole(place, value(of), name);
            case Node.Index(_, var of, var index) -> item(kept(of), value(index), index.span());
            case Node.Call call -> call(call);
            case Node.Logic logic -> logic(logic);
            case Node.Choice(_, var condition, var yes, var no) -> value(truth(condition) ? yes : no);
            case Node.ListOf(_, var items) -> Value.of(values(items));
            case Node.MapOf(_, var entries) -> map(entries);
            case Node.Has(_, var field) -> Value.of(fields(value(field.of()), field.place()).containsKey(field.name()));
            case Node.Loop loop -> loop(loop);
            case Node.Broken(_, var problem) -> throw new ExpressionError(problem);
        };
    }

    boolean truth(Node node) throws ExpressionError {
        Value value = value(node);
        if (value instanceof Bool(var truth)) {
            return truth;
        }
        throw ExpressionError.at(node.span(), Advice.notBool(Checker.operand(node, Type.of(value))));
    }

    /// What is indexed: a row that is kept is what it is, however many others are not.
    private Value kept(Node node) throws ExpressionError {
        return switch (node) {
            case Node.Name(var span, var name) -> name(span, name);
            case Node.Field(_, var of, var name, var place) -> field(value(of), name, place);
            case Node.Literal _,Node.Index _,Node.Call _,Node.Logic _,Node.Choice _,Node.ListOf _,Node.MapOf _,Node.Has _,Node.Loop _,Node.Broken _ ->
                value(node);
        };
    }

    /// What stands beside a bare name; beside a loop's variable stands nothing.
    private Scope own(String name) {
        return variables.containsKey(name) ? _ -> null : scope;
    }

    private Value whole(Span place, Value of, String name) throws ExpressionError {
        Value value = field(of, name, place);
        return of instanceof Dictionary(var fields) ? whole(place, value, name, fields::get) : value;
    }

    private Value whole(Span place, Value value, String name, Scope beside) throws ExpressionError {
        if (value instanceof Text text && text.isLong()) {
            steps += weight(text);
        }
        return Whole.of(value, name, beside, place);
    }

    private Value name(Span span, String name) throws ExpressionError {
        Value variable = variables.get(name);
        Value value = variable == null ? scope.find(name) : variable;
        if (value == null) {
            throw new ExpressionError(span, "unknown name \"" + name + "\"", "It has no value here.");
        }
        return value;
    }

    private static Value field(Value of, String name, Span place) throws ExpressionError {
        Map<String, Value> fields = fields(of, place);
        Value value = fields.get(name);
        if (value == null) {
            throw new ExpressionError(place, "there is no \"" + name + "\" here",
                    Checker.known("There is", fields.keySet()) + Suggestion.didYouMean(name, fields.keySet()));
        }
        return value;
    }

    private static Map<String, Value> fields(Value of, Span place) throws ExpressionError {
        if (of instanceof Dictionary(var fields)) {
            return fields;
        }
        throw new ExpressionError(place, Advice.a(of.type()) + " has no fields", of == Value.Null.NULL
                ? "What stands before the point has no value: its step was perhaps skipped. Ask first: x != null."
                : "Only maps have fields.");
    }

    private Value item(Value of, Value index, Span place) throws ExpressionError {
        if (of instanceof Dictionary && index instanceof Text(var name)) {
            return whole(place, of, name);
        }
        if (of instanceof Sequence(var items) && position(index) instanceof Int(var at)) {
            if (at < 0 || at >= items.size()) {
                throw new ExpressionError(place, "there is no item " + at + " in a list of " + items.size(),
                        "Items are counted from 0. Ask first: size(list) > " + Math.max(0, at) + ".");
            }
            return items.get((int) at);
        }
        throw new ExpressionError(place, Advice.a(of.type()) + " is not indexed by " + Advice.a(index.type()),
                "Write list[0] or map[\"name\"].");
    }

    /// As in CEL, a whole number is a position whatever its type.
    private static Value position(Value index) {
        return index instanceof Real(var real) && real == Math.rint(real) ? Value.of((long) real) : index;
    }

    private Value call(Node.Call call) throws ExpressionError {
        List<Value> arguments = values(call.arguments());
        if (call.function().isHeavy()) {
            for (Value argument : arguments) {
                spend(call, weight(argument));
            }
        }
        Value result = apply(call, arguments);
        if (result == null) {
            throw ExpressionError.at(call.span(), Checker.mismatch(call, arguments.stream().map(Type::of).toList()));
        }
        return result;
    }

    private static @Nullable Value apply(Node.Call call, List<Value> arguments) throws ExpressionError {
        try {
            return call.function().apply(arguments);
        } catch (Fault fault) {
            throw ExpressionError.at(call.span(), fault);
        }
    }

    /// One part that decides is enough, whatever is wrong with the others.
    private Value logic(Node.Logic logic) throws ExpressionError {
        ExpressionError first = null;
        for (Node part : logic.parts()) {
            try {
                if (truth(part) == logic.decisive()) {
                    return Value.of(logic.decisive());
                }
            } catch (ExpressionError e) {
                first = absorb(e, first);
            }
        }
        return settle(!logic.decisive(), first);
    }

    private static ExpressionError absorb(ExpressionError error, @Nullable ExpressionError first)
            throws ExpressionError {
        if (error.isLast()) {
            throw error;
        }
        return first == null ? error : first;
    }

    private static Value settle(boolean otherwise, @Nullable ExpressionError error) throws ExpressionError {
        if (error != null) {
            throw error;
        }
        return Value.of(otherwise);
    }

    private Value map(List<Node.Entry> entries) throws ExpressionError {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Node.Entry entry : entries) {
            Value key = value(entry.key());
            if (!(key instanceof Text(var name))) {
                throw new ExpressionError(entry.key().span(), "a key that is " + Advice.a(key.type()),
                        "The keys of a map are texts: {\"name\": value}.");
            }
            if (fields.put(name, value(entry.value())) != null) {
                throw new ExpressionError(entry.key().span(), "a key that stands twice in this map", "Leave one out.");
            }
        }
        return Value.of(fields);
    }

    private Value loop(Node.Loop loop) throws ExpressionError {
        List<? extends Value> items = switch (value(loop.range())) {
            case Sequence(var all) -> all;
            case Dictionary(var fields) -> fields.keySet().stream().map(Value::of).toList();
            case Value other -> throw new ExpressionError(loop.range().span(), loop.macro().word()
                    + "() goes through a list or a map, and this is " + Advice.a(other.type()), "");
        };
        return switch (loop.macro()) {
            case ALL -> quantified(loop, items, false);
            case EXISTS -> quantified(loop, items, true);
            case EXISTS_ONE -> Value.of(selected(loop, items, Node.Macro.FILTER).size() == 1);
            case FILTER, MAP -> Value.of(selected(loop, items, loop.macro()));
        };
    }

    private Value quantified(Node.Loop loop, List<? extends Value> items, boolean decisive) throws ExpressionError {
        @Nullable
        ExpressionError[] first = {null};
        boolean[] decided = {false};
        each(loop, items, _ -> {
            try {
                decided[0] |= !decided[0] && truth(loop.condition()) == decisive;
            } catch (ExpressionError e) {
                first[0] = absorb(e, first[0]);
            }
        });
        return decided[0] ? Value.of(decisive) : settle(!decisive, first[0]);
    }

    private List<Value> selected(Node.Loop loop, List<? extends Value> items, Node.Macro macro) throws ExpressionError {
        List<Value> selected = new ArrayList<>();
        each(loop, items, item -> {
            if (truth(loop.condition())) {
                selected.add(macro == Node.Macro.MAP ? value(loop.result()) : item);
            }
        });
        return selected;
    }

    /// Goes through items under the loop's variable, which hides another of its name.
    private void each(Node.Loop loop, List<? extends Value> items, Body body) throws ExpressionError {
        Value hidden = variables.get(loop.variable());
        try {
            for (Value item : items) {
                variables.put(loop.variable(), item);
                body.take(item);
            }
        } finally {
            if (hidden == null) {
                variables.remove(loop.variable());
            } else {
                variables.put(loop.variable(), hidden);
            }
        }
    }

    private List<Value> values(List<Node> nodes) throws ExpressionError {
        List<Value> values = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            values.add(value(node));
        }
        return values;
    }

    private void spend(Node node, long cost) throws ExpressionError {
        steps += cost;
        if (steps > MOST_STEPS) {
            throw ExpressionError.last(node.span(), "the expression takes more than " + MOST_STEPS + " steps",
                    "Let SQL or a shell step do the work, or go through fewer items.");
        }
    }

    private static long weight(Value value) {
        return switch (value) {
            case Text(var text) -> text.length() / STRIDE;
            case Sequence(var items) -> items.size() + items.stream().mapToLong(Evaluator::weight).sum();
            case Dictionary(var fields) -> fields.size() + fields.values().stream().mapToLong(Evaluator::weight).sum();
            case Value.Null _,Bool _,Int _,Real _,Value.Lapse _ -> 0;
        };
    }
}
