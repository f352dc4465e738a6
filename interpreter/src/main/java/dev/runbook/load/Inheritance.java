package dev.runbook.load;

import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// What steps take over from the groups around them and from `defaults`: single keys as a whole, maps entry by entry,
/// hints one after the other; what a step says itself wins. The steps that check or undo another one take over where it
/// works, and not how. The time limit and the retries of a group are those of the group.
final class Inheritance {
    private static final String GUARD = "guard";
    private static final Set<String> KEYS = Set.of("connection", "host", "cwd", "timeout", "retry", "interpreter",
            "transaction", "on_error", "lock", "env", "vars", "sensitive", "hints", "repeatable", GUARD);
    private static final Set<String> PLACES = Set.of("connection", "host", "cwd", "env", "vars", "sensitive");
    private static final Set<String> OF_ONE = Set.of("timeout", "retry");
    private static final Set<String> MAPS = Set.of("env", "vars", "params");

    private Inheritance() {}

    /// What a mapping hands down.
    static Mapping of(Mapping outer) {
        return new Mapping(outer.span(), outer.entries().stream().filter(e -> KEYS.contains(e.name())).toList());
    }

    /// The guard of the whole runbook, which guards every step.
    static Mapping guard(Mapping runbook) {
        return only(runbook, GUARD::equals);
    }

    /// What holds for steps that check or undo another one, too.
    ///
    /// @param together whether that one is a part of one transaction, in which they have no part
    static Mapping unguarded(Mapping inherited, boolean together) {
        return only(inherited, key -> !key.equals(GUARD) && !(together && key.equals("transaction")));
    }

    private static Mapping only(Mapping mapping, Predicate<String> wanted) {
        return new Mapping(mapping.span(), mapping.entries().stream().filter(e -> wanted.test(e.name())).toList());
    }

    /// What a step hands down to the steps in it.
    ///
    /// @param step together with what it has inherited
    static Mapping handedDown(Mapping inherited, Mapping step, boolean group) {
        List<Entry> entries = new ArrayList<>();
        of(step).entries().stream().filter(e -> hands(e.name(), group)).forEach(entries::add);
        inherited.entries().stream().filter(e -> !hands(e.name(), group)).forEach(entries::add);
        return new Mapping(step.span(), entries);
    }

    private static boolean hands(String key, boolean group) {
        return group ? !OF_ONE.contains(key) : PLACES.contains(key);
    }

    /// What of all that is handed down holds for a group itself.
    static Mapping ofGroup(Mapping inherited) {
        return new Mapping(inherited.span(),
                inherited.entries().stream().filter(e -> !OF_ONE.contains(e.name())).toList());
    }

    /// The step together with what it inherits.
    static Mapping merge(Mapping inherited, Mapping step) {
        List<Entry> entries = new ArrayList<>();
        for (Entry own : step.entries()) {
            Node outer = inherited.get(own.name());
            entries.add(outer == null ? own : new Entry(own.key(), joined(own, outer)));
        }
        inherited.entries().stream().filter(outer -> !step.has(outer.name())).forEach(entries::add);
        return new Mapping(step.span(), entries);
    }

    private static Node joined(Entry own, Node outer) {
        if (MAPS.contains(own.name()) && outer instanceof Mapping under && own.value() instanceof Mapping over) {
            return overlay(under, over);
        }
        if (own.name().equals("hints") && outer instanceof Sequence under && own.value() instanceof Sequence over) {
            List<Node> all = new ArrayList<>(over.items());
            all.addAll(under.items());
            return new Sequence(over.span(), all);
        }
        return own.value();
    }

    /// A mapping with the entries of another over its own.
    static Mapping overlay(Mapping under, Mapping over) {
        List<Entry> entries = new ArrayList<>(under.entries().stream().filter(e -> !over.has(e.name())).toList());
        entries.addAll(over.entries());
        return new Mapping(over.span(), entries);
    }
}
