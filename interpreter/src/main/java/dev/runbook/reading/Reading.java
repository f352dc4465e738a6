package dev.runbook.reading;

import dev.runbook.expression.Expression;
import dev.runbook.expression.Names;
import dev.runbook.expression.Template;
import dev.runbook.expression.library.Advice;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.value.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The reading of one runbook: where problems go, which folder its paths start from, and the expressions whose
/// names are checked at the end, when every name is known.
public final class Reading {
    private static final Set<String> BEFORE_TARGET = Set.of("params", "env", "run");
    private static final Set<String> SCOPES = Set.of("params", "env", "run", "steps", "target", "item");

    private final Problems problems;
    private final Path folder;
    private final List<Pending> pending;
    private final Map<Path, Source> files;
    private final Function<Names, Names> view;
    private final Moment moment;
    private final Consumer<String> asked;

    public Reading(Problems problems, Path folder) {
        this(problems, folder, new ArrayList<>(), new TreeMap<>(), names -> names, new Moment.Anytime(), _ -> {
        });
    }

    private Reading(Problems problems, Path folder, List<Pending> pending, Map<Path, Source> files,
            Function<Names, Names> view, Moment moment, Consumer<String> asked) {
        this.moment = moment;
        this.asked = asked;
        this.files = files;
        this.problems = problems;
        this.folder = folder;
        this.pending = pending;
        this.view = view;
    }

    /// Something whose names are to be checked, and how the names look from where it stands.
    private record Pending(BiConsumer<Names, Problems> check, Function<Names, Names> view) {}

    public Problems problems() {
        return problems;
    }

    /// The folder that the runbook's relative paths start from.
    public Path folder() {
        return folder;
    }

    /// This reading where further names are known, as a step's own fields are in its `expect`.
    public Reading where(Function<Names, Names> more) {
        return new Reading(problems, folder, pending, files, names -> more.apply(view.apply(names)), moment,
                asked);
    }

    /// This reading for what is computed before there is a database.
    public Reading beforeTarget() {
        return where(names -> names.only(BEFORE_TARGET));
    }

    /// This reading for what is computed behind the steps that have been read by now.
    ///
    /// @param ids of the steps in the order in which they run; those of later ones are added to it
    /// @param step the step that it is computed for
    public Reading behind(List<String> ids, Span step) {
        return new Reading(problems, folder, pending, files, view, new Moment.Behind(ids, ids.size(), step),
                asked);
    }

    /// This reading for what is computed at a time that the order of the steps does not tell.
    public Reading anytime() {
        return new Reading(problems, folder, pending, files, view, new Moment.Anytime(), asked);
    }

    /// This reading for a file that stands in another folder.
    public Reading in(Path other) {
        return new Reading(problems, other, pending, files, view, moment, asked);
    }

    /// This reading, which tells besides which parameters are asked for, and `*` where that cannot be told.
    public Reading telling(Consumer<String> more) {
        return new Reading(problems, folder, pending, files, view, moment, asked.andThen(more));
    }

    /// Notes a file that the runbook consists of.
    public void noted(Path file, Source text) {
        files.put(file.toAbsolutePath().normalize(), text);
    }

    /// The files that were noted, with their texts, in the order of their names.
    public Map<Path, Source> files() {
        return Collections.unmodifiableMap(files);
    }

    /// A text in which `${{ }}` may stand.
    public Template template(Passage passage) {
        Template template = Template.parse(passage, problems);
        Lookalikes.find(passage, problems, "A value is put in by ${{ … }}, with a dollar and two braces.");
        pending.add(new Pending(template::check, view));
        ordered(template.fieldsOf("steps"));
        asks(template.names(), template.fieldsOf("params"));
        return template;
    }

    /// A text in which `${{ }}` may stand, and whose value must be of one of these types where its type is known.
    ///
    /// @param wanted what it should be, in words
    public Template template(Passage passage, Set<Type> fitting, String wanted) {
        Template template = Template.parse(passage, problems);
        ordered(template.fieldsOf("steps"));
        asks(template.names(), template.fieldsOf("params"));
        pending.add(new Pending((names, found) -> {
            Type type = template.check(names, found);
            if (!type.is(Type.Simple.ANY) && !fitting.contains(type)) {
                found.error(passage.span(), Advice.a(type.word()) + " does not fit here", "This wants " + wanted + ".");
            }
        }, view));
        return template;
    }

    /// A text that is one whole `${{ }}`, whose value must be a list where its type is known.
    public Template list(Passage passage) {
        Template template = Template.parse(passage, problems);
        ordered(template.fieldsOf("steps"));
        asks(template.names(), template.fieldsOf("params"));
        pending.add(new Pending((names, found) -> {
            Type type = template.check(names, found);
            if (!type.is(Type.Simple.ANY) && !(type instanceof Type.ListOf) && passage.text().contains("${{")) {
                found.error(passage.span(), "a list was expected, not " + Advice.a(type.word()),
                        "Name a list: a parameter of type list, or the `records` of a step.");
            }
        }, view));
        return template;
    }

    /// A bare expression, or one in `${{ }}`.
    public Expression expression(Passage passage) {
        Expression expression = parsed(passage);
        pending.add(new Pending(expression::check, view));
        ordered(expression.fieldsOf("steps"));
        asks(expression.names(), expression.fieldsOf("params"));
        return expression;
    }

    /// An expression that must be true or false.
    public Expression condition(Passage passage) {
        Expression expression = parsed(passage);
        pending.add(new Pending(expression::checkCondition, view));
        ordered(expression.fieldsOf("steps"));
        asks(expression.names(), expression.fieldsOf("params"));
        return expression;
    }

    private void asks(Set<String> names, Map<Span, String> params) {
        params.values().forEach(asked);
        if (params.isEmpty() && names.contains("params")) {
            asked.accept("*");
        }
    }

    private void ordered(Map<Span, String> taken) {
        if (!taken.isEmpty()) {
            pending.add(new Pending((_, found) -> Moment.check(moment, taken, found), view));
        }
    }

    /// The id of a step, which must be there when all are known.
    public void step(Passage id) {
        ordered(Map.of(id.span(), id.text()));
        pending.add(new Pending((names, found) -> checkStep(names, id, found), view));
    }

    /// The name of a field of the outcome at hand.
    public void field(Passage name) {
        pending.add(new Pending((names, found) -> {
            if (!names.types().containsKey(name.text())) {
                found.error(name.span(), "there is no field \"" + name.text() + "\"", "There is: "
                        + names.types().keySet().stream().filter(word -> !SCOPES.contains(word)).sorted()
                                .collect(Collectors.joining(", "))
                        + "." + Suggestion.didYouMean(name.text(), names.types().keySet()));
            }
        }, view));
    }

    private static void checkStep(Names names, Passage id, Problems found) {
        if (names.types().get("steps") instanceof Type.MapOf(Map<String, Type> steps, _)
                && !steps.containsKey(id.text())) {
            found.error(id.span(), "there is no step \"" + id.text() + "\"", "Name a step by its id."
                    + Suggestion.didYouMean(id.text(), steps.keySet()));
        } else if (names.types().get("steps") instanceof Type.MapOf(Map<String, Type> steps, _)
                && steps.get(id.text()) instanceof Type.MapOf(Map<String, Type> fields, boolean open) && !open
                && names.types().containsKey("records") && !fields.containsKey("records")) {
            found.error(id.span(), "step \"" + id.text() + "\" has no records to compare with",
                    "Rows are compared with the rows of a `sql` step.");
        }
    }

    /// An expression, in which a `${{ }}` is one too many: in a text it would be nothing but these characters.
    private Expression parsed(Passage passage) {
        Passage bare = bare(passage);
        List<Span> holes = Template.find(bare);
        if (holes.isEmpty()) {
            return Expression.parse(bare, problems);
        }
        problems.error(holes.getFirst(), "a ${{ }} inside an expression",
                "This is an expression as a whole: write names as they are, say params.x == 'a', without ${{ }}.");
        return Expression.parse(bare, new Problems());
    }

    private static Passage bare(Passage passage) {
        String text = passage.text();
        boolean dressed = text.startsWith("${{") && text.endsWith("}}") && text.indexOf("${{", 1) < 0;
        return dressed ? passage.part(3, text.length() - 2) : passage;
    }

    /// SQL or shell source: a `${{ }}` in it is a problem, whatever it says.
    ///
    /// @param instead what to write instead
    public Passage source(Passage passage, String instead) {
        for (Span place : Template.find(passage)) {
            problems.error(place, "an expression inside source code", "A value must never become code: " + instead);
        }
        Lookalikes.find(passage, problems, "To put a value in, " + instead);
        return passage;
    }

    /// Checks every name that was read, now that all are known.
    public void checkNames(Names names) {
        pending.forEach(p -> p.check().accept(p.view().apply(names), problems));
    }
}
