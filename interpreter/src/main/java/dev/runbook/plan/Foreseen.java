package dev.runbook.plan;

import dev.runbook.expression.ExpressionError;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.model.Declared;
import dev.runbook.model.Late;
import dev.runbook.model.Param;
import dev.runbook.model.ParamValue;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Suggestion;
import dev.runbook.reading.Given;
import dev.runbook.reading.Items;
import dev.runbook.shell.Host;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at what steps compute when they begin, as far as it is known before the run: a limit that is none, a connection
/// that is not there, a parameter that does not fit should not be found in the middle of the night.
public final class Foreseen {
    private static final Set<String> ALWAYS_KNOWN = Set.of("env");

    private final Plan plan;
    private final Problems problems;
    private final List<Secret> secrets = new ArrayList<>();

    /// A value that nobody may see, and the parameter of an included file that it is given for.
    public record Secret(String param, Value value) {}

    private Foreseen(Plan plan, Problems problems) {
        this.plan = plan;
        this.problems = problems;
    }

    /// @param names what is known before the run beside the parameters: `env`
    /// @param sandbox whether a sandbox is set up first
    /// @return the secrets that included files are given, as far as they are known
    public static List<Secret> look(Plan plan, Scope names, boolean sandbox, Problems problems) {
        Foreseen foreseen = new Foreseen(plan, problems);
        Map<String, Value> params = new LinkedHashMap<>(plan.params());
        params.keySet().removeAll(plan.secretParams());
        Runbook runbook = plan.runbook();
        Scope scope = name -> name.equals("params") ? Value.of(params) : name.equals("env") ? names.find(name) : null;
        Runbook.Sandbox setup = runbook.sandbox();
        foreseen.all(sandbox && setup != null ? setup.setup() : List.of(), scope);
        foreseen.all(runbook.diagnose(), scope);
        foreseen.all(runbook.steps(), scope);
        runbook.recoveries().values().forEach(recovery -> foreseen.all(recovery.steps(), scope));
        foreseen.all(runbook.success(), scope);
        runbook.followups().forEach(followup -> foreseen.all(followup.steps(), scope));
        return foreseen.secrets;
    }

    private void all(List<Step> steps, Scope scope) {
        steps.stream().filter(step -> plan.selection().whySkipped(step.label().key()) == null)
                .forEach(step -> each(step, scope));
    }

    private void each(Step step, Scope scope) {
        Items items = step.flow().forEach();
        if (items == null) {
            wanted(step, inside(step, scope));
            return;
        }
        for (Value item : known(items, scope)) {
            wanted(step, inside(step, name -> name.equals("item") ? item : scope.find(name)));
        }
    }

    /// The items as far as they are known.
    private List<Value> known(Items items, Scope scope) {
        return switch (items) {
            case Items.Written(List<Given> all) -> {
                List<Value> known = new ArrayList<>();
                all.forEach(given -> {
                    Value value = value(given, scope);
                    if (value != null) {
                        known.add(value);
                    }
                });
                yield known;
            }
            case Items.Computed(Template all) when isKnown(all, scope) -> {
                try {
                    yield items.values(scope);
                } catch (Refusal refusal) {
                    refusal.problems().forEach(problems::add);
                    yield List.of();
                }
            }
            case Items.Computed _ -> List.of();
        };
    }

    /// A step that would be skipped is not looked at.
    private void wanted(Step step, Scope scope) {
        try {
            if (step.flow().condition() != null && !step.flow().condition().test(scope)) {
                return;
            }
        } catch (Refusal _) {
            // It may be wanted.
        }
        check(step, scope);
        Step doneWhen = step.flow().redo().doneWhen();
        all(doneWhen == null ? List.of() : List.of(doneWhen), scope);
        Scope within = step.work() instanceof Work.Call call ? called(call, scope) : scope;
        Steps.inside(step.work()).forEach(inner -> all(inner, within));
        all(step.judgement().verify(), scope);
        all(step.undo().rollback(), scope);
        all(step.output().diagnose(), scope);
    }

    private void check(Step step, Scope scope) {
        step.setting().late().forEach((key, template) -> {
            boolean known = ALWAYS_KNOWN.containsAll(template.names()) || isKnown(template, scope);
            Refusal refusal = known ? Late.unfit(step, key, scope) : null;
            if (refusal != null) {
                refusal.problems().forEach(problems::add);
            } else if (known) {
                named(key, template, scope);
            }
        });
    }

    private void named(String key, Template template, Scope scope) {
        Set<String> known = switch (key) {
            case "connection" -> plan.runbook().connections().keySet();
            case "host" -> plan.runbook().hosts().keySet();
            default -> null;
        };
        if (known == null) {
            return;
        }
        Set<String> all = new TreeSet<>(known);
        all.add(key.equals("host") ? Host.LOCAL : "main");
        String name = template.eval(scope).text();
        if (!all.contains(name)) {
            problems.error(template.span(), "unknown " + key + " \"" + name + "\"",
                    "There are " + String.join(", ", all) + "." + Suggestion.didYouMean(name, all));
        }
    }

    private Scope inside(Step step, Scope scope) {
        return step.setting().params().isEmpty() ? scope : params(outer(scope), step.setting().params(), scope);
    }

    private Scope called(Work.Call call, Scope scope) {
        Declared declared = call.declared();
        List<Param> own = declared.params();
        if (own == null) {
            return params(outer(scope), call.params(), scope);
        }
        Map<String, Value> values = new LinkedHashMap<>();
        own.forEach(param -> {
            Given given = call.params().get(param.name());
            Value value = given == null ? param.otherwise() : accepted(param, value(given, scope));
            if (value != null && param.secret()) {
                secrets.add(new Secret(param.name(), value));
            } else if (value != null) {
                values.put(param.name(), value);
            }
        });
        return params(values, Map.of(), scope);
    }

    private @Nullable Value accepted(Param param, @Nullable Value given) {
        if (given == null) {
            return null;
        }
        return switch (ParamValue.of(param, given)) {
            case ParamValue.Accepted(Value value) -> value;
            case ParamValue.Rejected(String why) -> {
                problems.error(param.span(), param.secret() ? ParamValue.unfit(param) : why,
                        "It is declared here; what is given for it does not fit.");
                yield null;
            }
        };
    }

    private static Map<String, Value> outer(Scope scope) {
        return scope.find("params") instanceof Value.Dictionary(Map<String, Value> outer) ? outer : Map.of();
    }

    private Scope params(Map<String, Value> under, Map<String, Given> given, Scope scope) {
        Map<String, Value> all = new LinkedHashMap<>(under);
        given.forEach((name, value) -> {
            all.remove(name);
            Value known = value(value, scope);
            if (known != null) {
                all.put(name, known);
            }
        });
        return name -> name.equals("params") ? Value.of(all) : scope.find(name);
    }

    private static @Nullable Value value(Given given, Scope scope) {
        try {
            return given.eval(scope);
        } catch (ExpressionError _) {
            return null;
        }
    }

    /// Whether a text has a value already.
    private static boolean isKnown(Template template, Scope scope) {
        try {
            template.eval(scope);
            return true;
        } catch (ExpressionError _) {
            return false;
        }
    }
}
