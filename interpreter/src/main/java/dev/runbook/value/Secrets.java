package dev.runbook.value;

import java.util.LinkedHashSet;
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
