package dev.runbook.load;

import dev.runbook.action.Action;
import dev.runbook.action.Assert;
import dev.runbook.action.Backfill;
import dev.runbook.action.Backup;
import dev.runbook.action.Confirm;
import dev.runbook.action.Http;
import dev.runbook.action.Pause;
import dev.runbook.action.Prompt;
import dev.runbook.action.Restore;
import dev.runbook.action.Shell;
import dev.runbook.action.Sql;
import dev.runbook.action.WaitForReplicas;
import dev.runbook.model.Step;
import dev.runbook.model.Step.Label;
import dev.runbook.model.Work;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Given;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a step does, kind by kind.
final class WorkReader {
    private final StepReader steps;
    private final Uses uses;

    WorkReader(StepReader steps, Uses uses) {
        this.steps = steps;
        this.uses = uses;
    }

    Mapping resolved(Mapping step) {
        return uses.resolved(step);
    }

    /// The parameters that an earlier step is given where it is used again.
    Map<String, Given> givenAgain(Mapping step, String kind, Context context) {
        return kind.equals("use") || kind.equals("include") ? Map.of() : uses.given(step, context);
    }

    /// How a step without a name is shown.
    String title(String kind, Fields fields, Context context) {
        String own = kind.equals("include") && !fields.has("name") ? uses.title(fields, context) : null;
        return own == null ? Titles.of(kind, fields) : own;
    }

    void unusedBlocks(Context context) {
        uses.unused(context);
    }

    /// @param together whether a group says that its steps are one transaction
    /// @return null when the work cannot be read or is not built yet, which has then been reported
    @Nullable
    Work read(String kind, Label label, Fields fields, Context context, boolean together) {
        return switch (kind) {
            case "steps" -> new Work.Group(steps.steps(fields.items("steps"), context), together);
            case "choose" -> choose(fields, context);
            case "sql" -> act(Sql.inline(fields));
            case "sql_file" -> act(Sql.file(fields));
            case "shell" -> act(Shell.read(fields));
            case "use" -> uses.block(fields, context);
            case "include" -> uses.include(fields, context);
            case "http" -> act(Http.read(fields));
            case "confirm" -> act(Confirm.read(id(label), node(fields, "confirm"), fields.reading()));
            case "prompt" -> act(new Prompt(id(label), fields.template("prompt", "")));
            case "assert" -> act(new Assert(fields.texts("assert")));
            case "pause" -> act(new Pause(fields.template("pause", "0s")));
            case "wait_for_replicas" -> act(new WaitForReplicas(fields.template("wait_for_replicas", "0s")));
            case "backup" -> act(Backup.read(id(label), fields));
            case "restore" -> act(Restore.read(id(label), fields));
            case "backfill" -> act(Backfill.read(fields));
            default -> null;
        };
    }

    private static @Nullable Work act(@Nullable Action action) {
        return action == null ? null : new Work.Act(action);
    }

    private Work choose(Fields fields, Context context) {
        Map<String, List<Step>> options = new LinkedHashMap<>();
        for (Node.Entry option : fields.entries("options")) {
            List<Node> nodes = option.value() instanceof Sequence sequence ? sequence.items() : List.of();
            options.put(option.name(), steps.steps(nodes, context.under(context.prefix() + option.name() + ".")));
        }
        return new Work.Choose(fields.template("choose", ""), options);
    }

    /// What answers and messages call a question: its id, or its key.
    private static String id(Label label) {
        String id = label.id();
        return id == null ? label.key() : id;
    }

    private static Node node(Fields fields, String key) {
        Node node = fields.node(key);
        return node == null ? new Mapping(fields.span(), List.of()) : node;
    }

}
