package dev.runbook.load;

import dev.runbook.expression.Template;
import dev.runbook.model.Late;
import dev.runbook.model.Step;
import dev.runbook.model.Step.Label;
import dev.runbook.model.Step.Setting;
import dev.runbook.model.Work;
import dev.runbook.problem.Problems;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Given;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads steps, and the steps inside them.
final class StepReader {
    private static final int MOST = 10_001;

    private final Problems problems;
    private final Keys keys;
    private final WorkReader works;
    private final StepNames names;
    private final References references;
    private final PartReader parts;
    private int read;

    StepReader(Fields runbook, StepNames names) {
        this.problems = runbook.reading().problems();
        this.keys = new Keys(runbook.reading().problems());
        this.names = names;
        this.references = new References(runbook);
        this.parts = new PartReader(this, runbook);
        this.works = new WorkReader(this, new Uses(this, runbook));
    }

    /// The steps of a list; what is not a mapping has been reported by the schema.
    List<Step> steps(List<Node> nodes, Context context) {
        List<Step> steps = new ArrayList<>();
        for (Node node : nodes) {
            Step step = node instanceof Mapping mapping ? step(mapping, context) : null;
            if (!(node instanceof Mapping)) {
                names.declareUnknown(node);
            }
            if (step != null) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    /// Blocks, steps and files that use each other multiply: thirty lines could come to a billion steps.
    private boolean isTooMany(Mapping mapping) {
        if (++read == MOST) {
            names.declareNameless();
            problems.error(mapping.span(), "with this the runbook comes to more than %,d steps".formatted(MOST - 1),
                    "What is used again is read again: use less of it, or say `for_each`.");
        }
        return read >= MOST;
    }

    /// The ids and keys of the steps that have been read.
    Set<String> known() {
        return keys.taken();
    }

    /// Reads the blocks that no step uses, too: what is wrong in them would show only when one does.
    void unusedBlocks(Context context) {
        works.unusedBlocks(context);
    }

    /// One step, or null when its kind is unknown or its source cannot be read.
    @Nullable
    Step step(Mapping mapping, Context outer) {
        if (isTooMany(mapping)) {
            return null;
        }
        Mapping resolved = works.resolved(mapping);
        String kind = Kinds.of(resolved);
        if (kind == null) {
            names.declareUnknown(resolved);
            return null;
        }
        Context each = resolved.has("for_each")
                ? outer.where(names -> names.with("item", StepNames.item(resolved.get("for_each"))))
                : outer;
        Map<String, Given> given = works.givenAgain(resolved, kind, each);
        Context around = given.isEmpty() ? each : each.given(given);
        Fields fields = new Fields(Inheritance.merge(Kinds.isGroup(kind)
                ? Inheritance.ofGroup(around.inherited())
                : around.inherited(), resolved), around.reading(resolved, names.order()));
        references.check(fields);
        Plausible.check(new Fields(resolved, fields.reading()));
        Label label = label(kind, fields, around);
        Context inside = around.within(fields.mapping(), Kinds.isGroup(kind)).under(label.key() + ".")
                .together(isTogether(kind, resolved));
        Work work = works.read(kind, label, fields, inside, isTogether(kind, resolved));
        if (work == null) {
            names.declareUnknown(resolved);
            return null;
        }
        UsedChecks.check(mapping, kind, problems);
        if (label.id() == null && resolved.has("id")) {
            names.declareNameless();
        }
        names.declare(label.id(), work, fields);
        names.ran(label.id(), around);
        Fields own = new Fields(fields.mapping(),
                around.reading(resolved, names.order()).where(names.own(work, fields)));
        Context later = inside.unguarded().inOrder(false);
        return new Step(label, work, setting(fields, given), parts.flow(fields, own, inside.unguarded()),
                parts.judgement(fields, own, inside.unguarded(), work),
                parts.undo(fields, later), parts.output(fields, own, later),
                new WatchReader(references).read(fields));
    }

    private Label label(String kind, Fields fields, Context context) {
        String id = fields.text("id");
        String name = fields.text("name", works.title(kind, fields, context));
        String key = keys.key(id, fields.place("id"), context.prefix(), fields.has("name") ? name : kind,
                context.local());
        Template title = fields.template("name");
        return new Label(key, id, name, title == null || title.isPlain() ? null : title,
                fields.template("description"), kind, fields.texts("tags"), fields.span());
    }

    /// What a group says itself; what `defaults` or a group around it say is meant for each step.
    private static boolean isTogether(String kind, Mapping own) {
        return kind.equals("steps") && own.get("transaction") instanceof Node.Scalar said
                && said.text().equals("always");
    }

    /// What a group says of places is computed for each step in it.
    private static Setting setting(Fields step, Map<String, Given> given) {
        Fields fields = Kinds.isGroup(Objects.requireNonNullElse(Kinds.of(step.mapping()), ""))
                ? new Fields(step.mapping(), step.reading().anytime())
                : step;
        return new Setting(fields.text("connection", References.MAIN), References.host(fields),
                fields.template("cwd"), fields.templates("env"), late(fields), given);
    }

    private static Map<String, Template> late(Fields fields) {
        Map<String, Template> late = new LinkedHashMap<>();
        Fields leaves = fields.section("leaves");
        put(late, Late.LEAVES, leaves == null ? null : leaves.late("why"));
        Late.KEYS.forEach(key -> put(late, key, fields.late(key, Late.fitting(key), Late.wanted(key))));
        Fields retry = fields.section("retry");
        if (retry != null) {
            Late.RETRY_KEYS.forEach(key -> put(late, "retry." + key,
                    retry.late(key, Late.fitting(key), Late.wanted(key))));
        }
        return late;
    }

    private static void put(Map<String, Template> late, String key, @Nullable Template template) {
        if (template != null) {
            late.put(key, template);
        }
    }
}
