package dev.runbook.load;

import dev.runbook.problem.Suggestion;
import dev.runbook.reading.Fields;
import dev.runbook.shell.Host;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks what steps, the groups around them and `defaults` say of connections and hosts by name.
final class References {
    static final String MAIN = "main";

    private final Fields runbook;
    private final List<String> connections;
    private final List<String> hosts;

    References(Fields runbook) {
        this.runbook = runbook;
        this.connections = new ArrayList<>(names(runbook, "connections"));
        this.hosts = names(runbook, "hosts");
        if (!connections.contains(MAIN)) {
            connections.add(MAIN);
        }
    }

    void check(Fields step) {
        check(step, "connection", connections);
        if (!Host.LOCAL.equals(step.text("host"))) {
            check(step, "host", hosts);
        }
    }

    /// The host that a step names, or null where it means this machine.
    static @Nullable String host(Fields step) {
        String host = step.text("host");
        return Host.LOCAL.equals(host) ? null : host;
    }

    private void check(Fields step, String key, List<String> known) {
        Scalar name = step.scalar(key);
        if (name != null && !known.contains(name.text()) && !name.text().contains("${{")
                && !runbook.isMisshapen(key + "s")) {
            step.reading().problems().error(name.span(), "unknown " + key + " \"" + name.text() + "\"",
                    known.isEmpty()
                            ? "The runbook declares none: do so under `" + key + "s:`."
                            : "Declared under `" + key + "s:` are " + String.join(", ", known) + "."
                                    + Suggestion.didYouMean(name.text(), known));
        }
    }

    private static List<String> names(Fields runbook, String key) {
        return runbook.entries(key).stream().map(Entry::name).toList();
    }
}
