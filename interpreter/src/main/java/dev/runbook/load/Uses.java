package dev.runbook.load;

import dev.runbook.model.Declared;
import dev.runbook.model.Param;
import dev.runbook.model.Step;
import dev.runbook.model.Work;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Given;
import dev.runbook.reading.Reading;
import dev.runbook.schema.SchemaCheck;
import dev.runbook.source.Span;
import dev.runbook.value.Type;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import dev.runbook.yaml.Node.Style;
import dev.runbook.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Steps that are written once and used in several places: blocks, earlier steps, other files.
final class Uses {
    private static final Set<String> TAKEN = Set.of("runbook", "title", "description", "params", "steps");

    private final StepReader steps;
    private final Fields runbook;
    private Reused reused;
    private final Set<String> used = new HashSet<>();
    private final Map<Path, Optional<Mapping>> files = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    Uses(StepReader steps, Fields runbook) {
        this.steps = steps;
        this.runbook = runbook;
        this.reused = Reused.of(runbook);
    }

    /// A step that uses an earlier one, as that one with this one's own keys over it; any other as it is.
    Mapping resolved(Mapping step) {
        return reused.resolved(step);
    }

    /// The parameters that a step which is used again is given, as they look from where it is used.
    Map<String, Given> given(Mapping step, Context context) {
        return new Fields(step, context.reading()).givens("params");
    }

    /// Reads the blocks that nobody has used, whatever parameters they may want.
    void unused(Context context) {
        Reading anything = context.reading().where(names -> names.with("params", Type.map()));
        for (Entry block : runbook.entries("blocks")) {
            if (!used.contains(block.name()) && block.value() instanceof Sequence sequence) {
                steps.steps(sequence.items(),
                        context.inUse("blocks." + block.name() + ".", anything, Map.of()));
            }
        }
    }

    /// `use`: the steps of a block.
    @Nullable
    Work block(Fields step, Context context) {
        String name = step.text("use", "");
        if (name.contains("${{")) {
            return null;
        }
        for (Entry block : runbook.entries("blocks")) {
            if (block.name().equals(name) && block.value() instanceof Sequence sequence) {
                used.add(name);
                return within("block \"" + name + "\"", step,
                        () -> call(sequence.items(), step, context,
                                context.reading().in(runbook.reading().folder()), Declared.NOTHING));
            }
        }
        Set<String> known = new LinkedHashSet<>(reused.ids());
        runbook.entries("blocks").forEach(block -> known.add(block.name()));
        if (runbook.isMisshapen("blocks")) {
            return null;
        }
        problems().error(step.valuePlace("use"), "there is no block and no step \"" + name + "\"",
                "Declare it under `blocks:`, or name a step by its id." + Suggestion.didYouMean(name, known));
        return null;
    }

    /// `include`: the steps of another file.
    @Nullable
    Work include(Fields step, Context context) {
        String name = step.text("include", "");
        if (name.contains("${{")) {
            return null;
        }
        Path file = context.reading().folder().resolve(name).normalize();
        if (!Files.isRegularFile(file)) {
            problems().error(step.valuePlace("include"), "there is no file " + name,
                    "The path starts from the folder of the file that it stands in: " + context.reading().folder()
                            + ".");
            return null;
        }
        return within("file " + file, step, () -> included(file, step, context));
    }

    /// The title that an included file has, or null.
    @Nullable
    String title(Fields step, Context context) {
        Path file = context.reading().folder().resolve(step.text("include", "")).normalize();
        return Files.isRegularFile(file)
                ? files.computeIfAbsent(file, this::read)
                        .map(whole -> new Fields(whole, context.reading()).text("title"))
                        .filter(title -> !title.contains("${{")).orElse(null)
                : null;
    }

    private @Nullable Work included(Path file, Fields step, Context context) {
        Mapping whole = files.computeIfAbsent(file, this::read).orElse(null);
        if (whole == null) {
            return null;
        }
        Path folder = file.toAbsolutePath().getParent();
        Reading theirs = context.reading().in(folder == null ? file : folder);
        Fields fields = new Fields(whole, theirs);
        Declared declared = whole.has("params")
                ? new Declared(new ParamReader(theirs).read(fields))
                : Declared.NOTHING;
        new GivenParams(step).check(declared, name(step));
        Reused around = reused;
        reused = around.inside(fields);
        try {
            return call(fields.items("steps"), step, context, theirs, declared);
        } finally {
            reused = around;
        }
    }

    /// A file as it stands, looked at once however often it is included.
    private Optional<Mapping> read(Path file) {
        Node root = YamlReader.read(file, problems());
        if (root == null) {
            return Optional.empty();
        }
        runbook.reading().noted(file, root.span().source());
        Node meant = SchemaCheck.check(asRunbook(root), problems());
        Mapping whole = meant instanceof Mapping mapping ? mapping : asRunbook(root);
        refuseUnread(whole);
        return Optional.of(whole);
    }

    /// Only the steps of an included file are taken; what else it says would be read over.
    private void refuseUnread(Mapping included) {
        included.entries().stream().filter(entry -> !TAKEN.contains(entry.name()))
                .forEach(entry -> problems().error(entry.key().span(),
                        "\"" + entry.name() + "\" is not taken from an included file",
                        "Only its steps are. Move this to the runbook that includes it."));
    }

    /// An included file is a list of steps, or a map with `steps`.
    private static Mapping asRunbook(Node root) {
        Entry title = entry("runbook", new Scalar(root.span(), "included", Style.PLAIN), root.span());
        return root instanceof Mapping mapping
                ? mapping.has("runbook")
                        ? mapping
                        : Inheritance.overlay(new Mapping(mapping.span(), List.of(title)), mapping)
                : new Mapping(root.span(), List.of(title, entry("steps", root, root.span())));
    }

    private static Entry entry(String key, Node value, Span place) {
        return new Entry(new Scalar(place, key, Style.PLAIN), value);
    }

    private static String name(Fields step) {
        return step.text("include", "");
    }

    private Work call(List<Node> nodes, Fields step, Context context, Reading theirs, Declared declared) {
        Map<String, Given> params = step.givens("params");
        Map<String, Type> types = new LinkedHashMap<>();
        params.keySet().forEach(name -> types.put(name, Type.Simple.ANY));
        List<Param> own = declared.params();
        AskedParams asked = new AskedParams(step);
        Context inside = own == null
                ? context.inUse(context.prefix(), theirs.telling(asked::ask), types)
                : context.inUse(context.prefix(), theirs.where(names -> names.with("params", StepNames.params(own))),
                        Map.of());
        List<Step> used = steps.steps(nodes, inside);
        // What a step that cannot be read would ask for, nobody knows.
        if (step.has("use") && used.size() == nodes.size()) {
            asked.check(types);
        }
        return new Work.Call(used, params, declared);
    }

    private @Nullable Work within(String what, Fields step, java.util.function.Supplier<@Nullable Work> read) {
        if (open.contains(what)) {
            problems().error(step.valuePlace(step.has("use") ? "use" : "include"), "the " + what + " uses itself",
                    "Its steps would never end: take this out." + (open.size() == 1
                            ? ""
                            : " It is reached by way of " + String.join(", ", open.reversed()) + "."));
            return null;
        }
        open.push(what);
        try {
            return read.get();
        } finally {
            open.pop();
        }
    }

    private Problems problems() {
        return runbook.reading().problems();
    }
}
