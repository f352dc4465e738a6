package dev.runbook.load;

import dev.runbook.expression.Names;
import dev.runbook.model.Param;
import dev.runbook.model.Runbook;
import dev.runbook.model.Work;
import dev.runbook.reading.Fields;
import dev.runbook.value.Type;
import dev.runbook.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is known of names before the run: the parameters, the steps with an id, and the fields of each.
final class StepNames {
    private final Map<String, Type> steps = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private boolean incomplete;

    /// The ids of the steps that run one after the other, in that order, as far as they have been read.
    List<String> order() {
        return order;
    }

    /// Notes when a step runs.
    void ran(@Nullable String id, Context around) {
        if (id != null && around.inOrder() && !order.contains(id)) {
            order.add(id);
        }
    }

    /// Notes a step that expressions can name.
    void declare(@Nullable String id, Work work, Fields fields) {
        if (id != null) {
            steps.putIfAbsent(id, Type.closed(outcome(work, fields)));
        }
    }

    /// Notes what cannot be read: of the steps in it nothing is known but their ids, and perhaps not even these.
    void declareUnknown(Node unreadable) {
        switch (unreadable) {
            case Node.Mapping mapping -> {
                if (mapping.get("id") instanceof Node.Scalar id && !id.isNull()) {
                    steps.putIfAbsent(id.text(), Type.Simple.ANY);
                }
                mapping.entries().forEach(entry -> declareInside(entry.value()));
            }
            case Node.Sequence sequence -> sequence.items().forEach(this::declareUnknown);
            case Node.Scalar _ -> incomplete = true;
        }
    }

    private void declareInside(Node node) {
        if (!(node instanceof Node.Scalar)) {
            declareUnknown(node);
        }
    }

    /// Notes that a step has an id which nobody can read.
    void declareNameless() {
        incomplete = true;
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

    /// @param fields those of the runbook: where its `params` can't be read, nobody knows what they are
    Names of(Runbook runbook, Fields fields) {
        return Names.none().with("params", fields.isMisshapen("params") ? Type.map() : readable(runbook, fields))
                .with("steps", new Type.MapOf(steps, incomplete))
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

    /// What is known of the items of a list: the fields of maps that are written out.
    static Type item(@Nullable Node list) {
        Set<String> fields = new LinkedHashSet<>();
        if (!(list instanceof Node.Sequence(_, List<Node> items))) {
            return Type.Simple.ANY;
        }
        for (Node item : items) {
            if (!(item instanceof Node.Mapping map)) {
                return Type.Simple.ANY;
            }
            fields.addAll(map.keys());
        }
        Map<String, Type> types = new LinkedHashMap<>();
        fields.forEach(field -> types.put(field, Type.Simple.ANY));
        return Type.closed(types);
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

    /// Of a parameter without its map nobody knows the type.
    private static Type readable(Runbook runbook, Fields fields) {
        Map<String, Type> params = new LinkedHashMap<>();
        runbook.params().forEach(param -> params.put(param.name(), type(param)));
        fields.entries("params").stream().filter(entry -> !(entry.value() instanceof Node.Mapping))
                .forEach(entry -> params.put(entry.name(), Type.Simple.ANY));
        return Type.closed(params);
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
