package dev.runbook.load;

import dev.runbook.expression.Names;
import dev.runbook.model.Param;
import dev.runbook.model.Runbook;
import dev.runbook.model.Work;
import dev.runbook.reading.Fields;
import dev.runbook.value.Type;
import dev.runbook.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is known of names before the run: the parameters, the steps with an id, and the fields of each.
final class StepNames {
    private final Map<String, Type> steps = new LinkedHashMap<>();

    /// Notes a step that expressions can name.
    void declare(@Nullable String id, Work work, Fields fields) {
        if (id != null) {
            steps.putIfAbsent(id, Type.closed(outcome(work, fields)));
        }
    }

    /// The names of the run and, over them, a step's own fields.
    UnaryOperator<Names> own(Work work, Fields fields) {
        Map<String, Type> own = outcome(work, fields);
        return names -> names.with(own);
    }

    /// What is known of parameters.
    static Type params(List<Param> declared) {
        Map<String, Type> params = new LinkedHashMap<>();
        declared.forEach(param -> params.put(param.name(), type(param)));
        return Type.closed(params);
    }

    Names of(Runbook runbook) {
        return Names.none().with("params", params(runbook.params())).with("steps", Type.closed(steps))
                .with("env", Type.open(Map.of()))
                .with("run",
                        Type.closed(Map.of("id", Type.Simple.TEXT, "stamp", Type.Simple.TEXT, "operator",
                                Type.Simple.TEXT, "started",
                                Type.Simple.TEXT, "directory", Type.Simple.TEXT)))
                .with("target",
                        Type.closed(Map.of("host", Type.Simple.TEXT, "port", Type.Simple.INT, "database",
                                Type.Simple.TEXT, "user",
                                Type.Simple.TEXT, "sandbox", Type.Simple.BOOL)));
    }

    private static Map<String, Type> outcome(Work work, Fields fields) {
        Map<String, Type> outcome = new LinkedHashMap<>(switch (work) {
            case Work.Act act -> act.action().fields();
            case Work.Choose _ -> Map.of("answer", Type.Simple.TEXT, "by", Type.Simple.TEXT);
            case Work.Group _,Work.Call _ -> Map.<String, Type>of();
        });
        outcome.putAll(Map.of("passed", Type.Simple.BOOL, "skipped", Type.Simple.BOOL, "took", Type.Simple.LAPSE));
        for (Node.Entry capture : fields.entries("capture")) {
            outcome.put(capture.name(), Type.Simple.ANY);
        }
        return outcome;
    }

    private static Type type(Param param) {
        return switch (param.type()) {
            case STRING -> Type.Simple.TEXT;
            case INTEGER -> Type.Simple.INT;
            case NUMBER -> Type.Simple.REAL;
            case BOOLEAN -> Type.Simple.BOOL;
            case DURATION -> Type.Simple.LAPSE;
            case LIST -> Type.list();
        };
    }
}
