package dev.runbook.load;

import dev.runbook.problem.Problems;
import dev.runbook.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives every step a key: its id where it has one, else a short form of its name below its parent's key.
///
/// Keys name steps in journals and reports, so the same file must give the same keys on every run.
final class Keys {
    private static final int LONGEST = 40;

    private final Map<String, Span> ids = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Problems problems;

    Keys(Problems problems) {
        this.problems = problems;
    }

    /// @param local whether the id is only known inside the steps that use it
    String key(@Nullable String id, Span place, String prefix, String name, boolean local) {
        if (id == null || local) {
            return free(prefix + (id == null ? slug(name) : id));
        }
        Span first = ids.putIfAbsent(id, place);
        if (first != null) {
            problems.error(place, "the id \"" + id + "\" is taken", first.equals(place)
                    ? "An alias repeats this step, its id included. To run it again write `use: " + id + "`."
                    : "Another step has it at line " + first.position().line() + ". Give this one an id of its own.");
        }
        return free(id);
    }

    /// The ids and keys of all steps.
    Set<String> taken() {
        return taken;
    }

    private String free(String key) {
        String candidate = key;
        for (int n = 2; !taken.add(candidate); n++) {
            candidate = key + "-" + n;
        }
        return candidate;
    }

    private static String slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return slug.length() <= LONGEST ? slug : slug.substring(0, LONGEST).replaceAll("-$", "");
    }
}
