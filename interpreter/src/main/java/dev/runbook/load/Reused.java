package dev.runbook.load;

import dev.runbook.reading.Fields;
import dev.runbook.reading.Reading;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The runbook's steps by their ids, for steps that use one of them again.
final class Reused {
    private static final String USE = "use";
    /// What belongs to the one step and is not used again with it.
    private static final Set<String> OWN = Set.of("id", "rollback");

    private final Reading reading;
    private final Map<String, Mapping> byId = new LinkedHashMap<>();
    private final Set<String> blocks;

    /// @param blocks names that mean blocks, whatever steps are called
    private Reused(Fields file, Set<String> blocks, Map<String, Mapping> around) {
        this.reading = file.reading();
        this.blocks = blocks;
        each(file.mapping(), mapping -> {
            if (mapping.get("id") instanceof Scalar id && Kinds.of(mapping) != null) {
                byId.putIfAbsent(id.text(), mapping);
            }
        });
        around.forEach(byId::putIfAbsent);
    }

    static Reused of(Fields runbook) {
        return new Reused(runbook,
                runbook.entries("blocks").stream().map(Entry::name).collect(Collectors.toSet()), Map.of());
    }

    /// Inside an included file, whose own ids come first.
    Reused inside(Fields included) {
        return new Reused(included, blocks, byId);
    }

    /// The ids of all steps.
    Set<String> ids() {
        return byId.keySet();
    }

    /// A step that uses an earlier one, as that one with this one's own keys over it; any other as it is. One that can
    /// never end has no kind then, and has been reported.
    Mapping resolved(Mapping step) {
        String name = used(step);
        Mapping earlier = name == null ? null : byId.get(name);
        if (name == null || earlier == null) {
            return step;
        }
        if (isWithin(step, name)) {
            reading.problems().error(new Fields(step, reading).valuePlace(USE), "the step \"" + name + "\" uses itself",
                    "Its steps would never end: take this out.");
            return without(step, Set.of(USE));
        }
        Mapping original = without(resolved(earlier), OWN);
        Mapping changes = without(step, Set.of(USE));
        return Inheritance.merge(original, new Mapping(step.span(), Inheritance.overlay(original, changes).entries()));
    }

    /// The name of the step that a step uses again, or null.
    private @Nullable String used(Mapping step) {
        return step.get(USE) instanceof Scalar name && byId.containsKey(name.text()) && !blocks.contains(name.text())
                ? name.text()
                : null;
    }

    /// Whether a step stands in what it uses, by whatever way.
    private boolean isWithin(Mapping step, String name) {
        Set<String> reached = new LinkedHashSet<>();
        reach(name, reached);
        return reached.stream().anyMatch(id -> contains(byId.get(id), step));
    }

    private void reach(String name, Set<String> reached) {
        Mapping mapping = byId.get(name);
        if (mapping != null && reached.add(name)) {
            each(mapping, inner -> {
                String further = used(inner);
                if (further != null) {
                    reach(further, reached);
                }
            });
        }
    }

    private static boolean contains(@Nullable Mapping outer, Mapping step) {
        boolean[] found = {false};
        if (outer != null) {
            each(outer, inner -> found[0] |= inner.equals(step));
        }
        return found[0];
    }

    private static Mapping without(Mapping mapping, Set<String> keys) {
        List<Entry> entries = mapping.entries().stream().filter(e -> !keys.contains(e.name())).toList();
        return new Mapping(mapping.span(), entries);
    }

    /// Every mapping, outer before inner.
    private static void each(Node node, Consumer<Mapping> visitor) {
        switch (node) {
            case Mapping mapping -> {
                visitor.accept(mapping);
                mapping.entries().forEach(entry -> each(entry.value(), visitor));
            }
            case Sequence sequence -> sequence.items().forEach(item -> each(item, visitor));
            case Scalar _ -> {
            }
        }
    }
}
