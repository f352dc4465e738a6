package dev.runbook.reading;

import dev.runbook.expression.Expression;
import dev.runbook.expression.Names;
import dev.runbook.expression.Template;
import dev.runbook.expression.library.Advice;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import dev.runbook.source.Passage;
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
import java.util.function.Function;

/// The reading of one runbook: where problems go, which folder its paths start from, and the expressions whose
/// names are checked at the end, when every name is known.
public final class Reading {
    private final Problems problems;
    private final Path folder;
    private final List<Pending> pending;
    private final Map<Path, String> files;
    private final Function<Names, Names> view;

    public Reading(Problems problems, Path folder) {
        this(problems, folder, new ArrayList<>(), new TreeMap<>(), names -> names);
    }

    private Reading(Problems problems, Path folder, List<Pending> pending, Map<Path, String> files,
            Function<Names, Names> view) {
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
        return new Reading(problems, folder, pending, files, names -> more.apply(view.apply(names)));
    }

    /// This reading for a file that stands in another folder.
    public Reading in(Path other) {
        return new Reading(problems, other, pending, files, view);
    }

    /// Notes a file that the runbook consists of.
    ///
    /// @return its text
    public String noted(Path file, String text) {
        files.put(file.toAbsolutePath().normalize(), text);
        return text;
    }

    /// The files that were noted, with their texts, in the order of their names.
    public Map<Path, String> files() {
        return Collections.unmodifiableMap(files);
    }

    /// A text in which `${{ }}` may stand.
    public Template template(Passage passage) {
        Template template = Template.parse(passage, problems);
        pending.add(new Pending(template::check, view));
        return template;
    }

    /// A text in which `${{ }}` may stand, and whose value must be of one of these types where its type is known.
    ///
    /// @param wanted what it should be, in words
    public Template template(Passage passage, Set<Type> fitting, String wanted) {
        Template template = Template.parse(passage, problems);
        pending.add(new Pending((names, found) -> {
            Type type = template.check(names, found);
            if (!type.is(Type.Simple.ANY) && !fitting.contains(type)) {
                found.error(passage.span(), Advice.a(type.word()) + " does not fit here", "This wants " + wanted + ".");
            }
        }, view));
        return template;
    }

    /// A bare expression, or one in `${{ }}`.
    public Expression expression(Passage passage) {
        Expression expression = Expression.parse(bare(passage), problems);
        pending.add(new Pending(expression::check, view));
        return expression;
    }

    /// An expression that must be true or false.
    public Expression condition(Passage passage) {
        Expression expression = Expression.parse(bare(passage), problems);
        pending.add(new Pending(expression::checkCondition, view));
        return expression;
    }

    /// The id of a step, which must be there when all are known.
    public void step(Passage id) {
        pending.add(new Pending((names, found) -> checkStep(names, id, found), view));
    }

    private static void checkStep(Names names, Passage id, Problems found) {
        if (names.types().get("steps") instanceof Type.MapOf(Map<String, Type> steps, _)
                && !steps.containsKey(id.text())) {
            found.error(id.span(), "there is no step \"" + id.text() + "\"", "Name a step by its id."
                    + Suggestion.didYouMean(id.text(), steps.keySet()));
        }
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
        return passage;
    }

    /// Checks every name that was read, now that all are known.
    public void checkNames(Names names) {
        pending.forEach(p -> p.check().accept(p.view().apply(names), problems));
    }
}
