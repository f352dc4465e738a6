package dev.runbook.value;

import dev.runbook.problem.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The secrets of a run, collected as they become known; any thread may add one at any time.
public final class Secrets {
    private final Set<String> known = new LinkedHashSet<>();
    private @Nullable Mask mask;

    /// Registers a secret. A text of fewer than three characters can't be hidden without making everything around it
    /// unreadable, so it is not taken: who gets false should refuse it as a secret.
    ///
    /// @return whether the secret will be hidden
    public synchronized boolean add(String secret) {
        if (secret.length() < SecretForms.SHORTEST) {
            return false;
        }
        if (known.add(secret)) {
            mask = null;
        }
        return true;
    }

    /// Registers a value: a text or number itself, of a list or a map each value in it.
    ///
    /// @return whether all of it will be hidden
    public boolean add(Value secret) {
        return switch (secret) {
            case Value.Null _ -> true;
            case Value.Sequence(List<Value> items) -> items.stream().map(this::add).reduce(true, Boolean::logicalAnd);
            case Value.Dictionary(Map<String, Value> fields) ->
                fields.values().stream().map(this::add).reduce(true, Boolean::logicalAnd);
            case Value.Bool _,Value.Int _,Value.Real _,Value.Text _,Value.Lapse _ -> add(secret.text());
        };
    }

    /// What is said of a secret that is too short.
    public static Problem tooShort(String what) {
        return Problem.error(null, what + " is too short to be hidden",
                "A secret of one or two characters would make everything around it unreadable.");
    }

    /// What hides all secrets that are known by now.
    public synchronized Mask mask() {
        Mask current = mask;
        if (current == null) {
            current = Mask.of(known);
            mask = current;
        }
        return current;
    }
}
