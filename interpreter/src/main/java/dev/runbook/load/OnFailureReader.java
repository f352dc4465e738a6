package dev.runbook.load;

import dev.runbook.expression.Expression;
import dev.runbook.expression.Template;
import dev.runbook.model.Runbook.OnFailure;
import dev.runbook.model.Runbook.OnFailure.Branch;
import dev.runbook.problem.Suggestion;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Reading;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `on_failure`: a word, the name of a recovery, or a decision tree.
final class OnFailureReader {
    private static final List<String> WORDS = List.of("rollback", "stop", "ask");

    private final Reading reading;
    private final List<String> recoveries;
    private final boolean known;

    private OnFailureReader(Reading reading, List<String> recoveries, boolean known) {
        this.reading = reading;
        this.recoveries = recoveries;
        this.known = known;
    }

    /// The reader of everything in a runbook.
    static OnFailureReader of(Fields runbook) {
        return new OnFailureReader(runbook.reading(),
                runbook.entries("recovery").stream().map(Node.Entry::name).toList(),
                !runbook.isMisshapen("recovery"));
    }

    OnFailure read(@Nullable Node node) {
        return switch (node) {
            case null -> new OnFailure.Rollback();
            case Scalar scalar -> word(scalar.text());
            case Mapping mapping -> decide(new Fields(mapping, reading));
            case Node.Sequence _ -> new OnFailure.Rollback();
        };
    }

    /// A word that is none has been reported by the schema.
    private static OnFailure word(String word) {
        return switch (word) {
            case "rollback" -> new OnFailure.Rollback();
            case "stop" -> new OnFailure.Stop();
            case "ask" -> new OnFailure.Ask();
            default -> new OnFailure.Recover(word);
        };
    }

    private OnFailure outcome(Fields branch, String key) {
        Fields further = branch.section(key);
        if (further != null) {
            return decide(further);
        }
        Scalar scalar = branch.scalar(key);
        OnFailure outcome = word(scalar == null ? "rollback" : scalar.text());
        if (scalar != null && outcome instanceof OnFailure.Recover(String name) && !recoveries.contains(name)
                && known) {
            unknown(scalar);
        }
        return outcome;
    }

    private void unknown(Scalar scalar) {
        List<String> known = new ArrayList<>(WORDS);
        known.addAll(recoveries);
        reading.problems().error(scalar.span(), "there is no recovery \"" + scalar.text() + "\"",
                "Say rollback, stop, ask, or " + (recoveries.isEmpty()
                        ? "declare it under `recovery:`."
                        : "the name of a recovery: " + String.join(", ", recoveries) + ".")
                        + Suggestion.didYouMean(scalar.text(), known));
    }

    private OnFailure decide(Fields fields) {
        List<Branch> branches = new ArrayList<>();
        OnFailure otherwise = new OnFailure.Rollback();
        Plausible.decision(fields);
        for (Fields branch : fields.sections("decide")) {
            Template ask = branch.template("ask");
            Expression condition = branch.condition("if");
            if (ask != null) {
                branches.add(new Branch.Question(ask, outcome(branch, "then")));
            } else if (condition != null) {
                branches.add(new Branch.Condition(condition, outcome(branch, "then")));
            } else if (branch.has("otherwise")) {
                otherwise = outcome(branch, "otherwise");
            }
        }
        return new OnFailure.Decide(List.copyOf(branches), otherwise);
    }
}
