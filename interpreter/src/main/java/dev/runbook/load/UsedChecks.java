package dev.runbook.load;

import dev.runbook.problem.Problems;
import dev.runbook.schema.StepChecks;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import java.util.List;

/// Holds the checks of a step that uses something against what the thing used can show: a field that it does not have
/// is null, and `{not: 3}` would hold of that in silence.
final class UsedChecks {
    private static final List<String> SEVERITIES = List.of("expect", "warn");

    private UsedChecks() {}

    /// @param step as it is written
    /// @param kind of what it uses; `use` itself where that is a block
    static void check(Mapping step, String kind, Problems problems) {
        if (!step.has("use")) {
            return;
        }
        List<String> known = StepChecks.of(kind);
        for (String severity : SEVERITIES) {
            if (step.get(severity) instanceof Mapping checks) {
                checks.entries().stream().filter(entry -> !known.contains(entry.name()))
                        .forEach(entry -> refuse(entry, kind, known, problems));
            }
        }
    }

    private static void refuse(Node.Entry check, String kind, List<String> known, Problems problems) {
        boolean block = kind.equals("use");
        problems.error(check.key().span(), block
                ? "a block has no \"" + check.name() + "\" to check"
                : "what is used is a \"" + kind + "\" step, which has no \"" + check.name() + "\" to check",
                (block ? "Put the check on a step inside the block. " : "") + "Checks here: "
                        + String.join(", ", known) + ".");
    }
}
