package dev.runbook.expression;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The real CEL, which says what an expression means.
final class Oracle {
    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS).build();
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    /// The value written out, or `error`. Parsed and not checked, so that types meet at run time, as ours do.
    String answer(String expression, Map<String, Value> scope) {
        Map<String, Object> variables = new LinkedHashMap<>();
        scope.forEach((name, value) -> variables.put(name, foreign(value)));
        try {
            return show(runtime.createProgram(compiler.parse(expression).getAst()).eval(variables));
        } catch (CelValidationException | CelEvaluationException _) {
            return "error";
        }
    }

    private static Object foreign(Value value) {
        return switch (value) {
            case Value.Null _ -> dev.cel.common.values.NullValue.NULL_VALUE;
            case Value.Bool(var bool) -> bool;
            case Value.Int(var whole) -> whole;
            case Value.Real(var real) -> real;
            case Value.Text(var text) -> text;
            case Value.Lapse(var lapse) -> lapse;
            case Value.Sequence(var items) -> items.stream().map(Oracle::foreign).toList();
            case Value.Dictionary(var fields) -> {
                Map<String, Object> map = new LinkedHashMap<>();
                fields.forEach((name, field) -> map.put(name, foreign(field)));
                yield map;
            }
        };
    }

    private static String show(Object value) {
        return switch (value) {
            case String text -> "string " + text;
            case Long whole -> "int " + whole;
            case Double real -> "double " + real;
            case Boolean bool -> "bool " + bool;
            case Duration lapse -> "duration " + lapse;
            case List<?> items -> items.stream().map(Oracle::show).toList().toString();
            case Map<?, ?> fields -> fields.entrySet().stream().map(e -> e.getKey() + "=" + show(e.getValue())).sorted()
                    .toList().toString();
            default -> value.getClass().getSimpleName().startsWith("Null") ? "null" : value.getClass() + " " + value;
        };
    }

    /// Our value, written out in the same way.
    static String show(Value value) {
        return switch (value) {
            case Value.Null _ -> "null";
            case Value.Bool(var bool) -> show((Object) bool);
            case Value.Int(var whole) -> show((Object) whole);
            case Value.Real(var real) -> show((Object) real);
            case Value.Text(var text) -> show((Object) text);
            case Value.Lapse(var lapse) -> show((Object) lapse);
            case Value.Sequence(var items) -> items.stream().map(Oracle::show).toList().toString();
            case Value.Dictionary(var fields) -> fields.entrySet().stream()
                    .map(e -> e.getKey() + "=" + show(e.getValue())).sorted().toList().toString();
        };
    }
}
