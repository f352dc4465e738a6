package dev.runbook.expression;

import dev.runbook.value.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The names that an expression may use, and their types as far as known before the run.
public record Names(Map<String, Type> types) {
    public Names {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /// No names at all.
    public static Names none() {
        return new Names(Map.of());
    }

    /// Those of these names that are among the given.
    public Names only(Set<String> wanted) {
        Map<String, Type> fewer = new LinkedHashMap<>(types);
        fewer.keySet().retainAll(wanted);
        return new Names(fewer);
    }

    /// These names and one more, which hides another of the same name.
    public Names with(String name, Type type) {
        Map<String, Type> more = new LinkedHashMap<>(types);
        more.put(name, type);
        return new Names(more);
    }

    /// These names and others, which hide those of the same names.
    public Names with(Map<String, Type> others) {
        Map<String, Type> more = new LinkedHashMap<>(types);
        more.putAll(others);
        return new Names(more);
    }
}
