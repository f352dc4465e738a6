package dev.runbook.plan.preview;

import dev.runbook.evidence.Fact;
import dev.runbook.expression.Expression;
import dev.runbook.expression.ExpressionError;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.model.Param;
import dev.runbook.model.Work;
import dev.runbook.plan.Plan;
import dev.runbook.reading.Given;
import dev.runbook.reading.Items;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what a runbook says into what may be shown: known values put in, the others as they are written, and secret
/// parameters as `***`. Secret values are not looked at, so that nothing that is made of them can be shown either.
final class Shown {
    private static final String HIDDEN = "***";

    private final Plan plan;
    private final Map<String, Value> names;
    private final Scope scope;
    private final Set<String> secrets;
    private final Pattern secret;

    /// @param names what is known beside the parameters
    Shown(Plan plan, Map<String, Value> names) {
        this(plan, names, open(plan), plan.secretParams());
    }

    private Shown(Plan plan, Map<String, Value> names, Map<String, Value> params, Set<String> secrets) {
        this.plan = plan;
        this.names = new LinkedHashMap<>(names);
        this.names.put("params", Value.of(params));
        this.scope = Scope.incomplete(Scope.of(this.names));
        this.secrets = secrets;
        this.secret = Pattern.compile("\\$\\{\\{\\s*params\\.(?:%s)\\s*}}".formatted(
                secrets.isEmpty() ? "(?!)" : String.join("|", secrets)));
    }

    private static Map<String, Value> open(Plan plan) {
        Map<String, Value> params = new LinkedHashMap<>(plan.params());
        params.keySet().removeAll(plan.secretParams());
        return params;
    }

    /// The same for steps that have parameters of their own; one that is not known yet hides the runbook's of its name.
    Shown inside(Work.Call call) {
        List<Param> declared = call.declared().params();
        return declared == null
                ? given(call.params())
                : given(call.params(), defaults(declared), Set.copyOf(call.declared().secrets()));
    }

    /// The same for a step that is given parameters over those that are there.
    Shown given(Map<String, Given> given) {
        return given.isEmpty()
                ? this
                : given(given, names.get("params") instanceof Value.Dictionary(Map<String, Value> outer)
                        ? outer
                        : Map.of(), secrets);
    }

    private Shown given(Map<String, Given> given, Map<String, Value> under, Set<String> hidden) {
        Map<String, Value> params = new LinkedHashMap<>(under);
        params.keySet().removeAll(given.keySet());
        given.forEach((name, value) -> {
            try {
                if (!hidden.contains(name)) {
                    params.put(name, value.eval(Scope.of(names)));
                }
            } catch (ExpressionError _) {
                // It stays unknown.
            }
        });
        return new Shown(plan, names, params, hidden);
    }

    private static Map<String, Value> defaults(List<Param> declared) {
        Map<String, Value> defaults = new LinkedHashMap<>();
        declared.stream().filter(param -> param.otherwise() != null && !param.secret())
                .forEach(param -> defaults.put(param.name(), Objects.requireNonNull(param.otherwise())));
        return defaults;
    }

    /// What is given to steps that have parameters of their own, with what is secret there hidden.
    Map<String, String> given(Work.Call call) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> hidden = call.declared().secrets();
        call.params().forEach((name, value) -> texts.put(name, hidden.contains(name) ? HIDDEN : text(value)));
        return texts;
    }

    Scope scope() {
        return scope;
    }

    Map<String, String> params() {
        Map<String, String> params = new LinkedHashMap<>();
        plan.params().forEach((name, value) -> params.put(name,
                plan.secretParams().contains(name) ? HIDDEN : value.text()));
        return params;
    }

    Map<String, String> texts(Map<String, Template> templates) {
        Map<String, String> texts = new LinkedHashMap<>();
        templates.forEach((name, template) -> texts.put(name, text(template)));
        return texts;
    }

    String text(Template template) {
        return hidden(template.eval(scope).text());
    }

    String text(Given given) {
        return hidden(given.eval(scope).text());
    }

    String items(Items items) {
        return switch (items) {
            case Items.Written(List<Given> all) -> all.stream().map(this::text).collect(Collectors.joining(", "));
            case Items.Computed(Template all) -> text(all);
        };
    }

    List<Fact> facts(List<Fact> facts) {
        return facts.stream().map(this::hidden).toList();
    }

    /// Whether a condition holds, or null when that is not known yet.
    @Nullable
    Boolean holds(Expression condition) {
        try {
            return condition.test(scope);
        } catch (ExpressionError _) {
            return null;
        }
    }

    private Fact hidden(Fact fact) {
        return switch (fact) {
            case Fact.Text(String label, String text) -> new Fact.Text(label, hidden(text));
            case Fact.Code(String label, String language, String text) ->
                new Fact.Code(label, language, hidden(text));
            case Fact.Grid grid -> grid;
            case Fact.Series series -> series;
            case Fact.Difference difference -> difference;
        };
    }

    private String hidden(String text) {
        return secret.matcher(text).replaceAll(java.util.regex.Matcher.quoteReplacement(HIDDEN));
    }
}
