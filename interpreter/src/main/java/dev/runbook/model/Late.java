package dev.runbook.model;

import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.model.Step.Flow;
import dev.runbook.model.Step.Output;
import dev.runbook.model.Step.Retry;
import dev.runbook.model.Step.Setting;
import dev.runbook.model.Step.Undo;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.Host;
import dev.runbook.value.Durations;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Computes what a step leaves open until it begins: which connection and host it means, how long it may take, how often
/// it is tried.
public final class Late {
    private static final String PAUSE = "pause";
    private static final String WAIT = "wait_for_replicas";

    /// The keys that may hold expressions of this kind.
    public static final List<String> KEYS = List.of("connection", "host", "timeout", "estimate", "save",
            "irreversible", PAUSE, WAIT);

    /// What is said of what a rollback does not give back.
    public static final String LEAVES = "leaves.why";

    /// The same in `retry`.
    public static final List<String> RETRY_KEYS = List.of("times", "delay", "backoff");

    private static final String A_DURATION = "a duration such as 30s";
    private static final String A_NUMBER = "a number, 0 or more";
    private static final Set<Type> TEXTS = Set.of(Type.Simple.TEXT, Type.Simple.INT, Type.Simple.REAL,
            Type.Simple.LAPSE, Type.Simple.BOOL);

    private final Step step;
    private final Scope scope;

    private Late(Step step, Scope scope) {
        this.step = step;
        this.scope = scope;
    }

    /// The types of values that can stand under a key; a text may hold what is wanted.
    public static Set<Type> fitting(String key) {
        return switch (key) {
            case "timeout", "estimate", "delay", PAUSE, WAIT -> Set.of(Type.Simple.LAPSE, Type.Simple.TEXT);
            case "times" -> Set.of(Type.Simple.INT, Type.Simple.TEXT);
            case "backoff" -> Set.of(Type.Simple.INT, Type.Simple.REAL, Type.Simple.TEXT);
            default -> TEXTS;
        };
    }

    /// What a key wants, in words.
    public static String wanted(String key) {
        return switch (key) {
            case "timeout", "estimate", "delay", PAUSE, WAIT -> A_DURATION;
            case "times", "backoff" -> A_NUMBER;
            default -> "a text";
        };
    }

    /// The step with nothing left open.
    ///
    /// @throws Refusal when a value does not fit
    public static Step at(Step step, Scope scope) {
        return step.setting().late().isEmpty() ? step : new Late(step, scope).step();
    }

    /// The step with as much of it computed as is known; what is not, stays to be computed.
    ///
    /// @param scope in which names may be missing; an expression that needs one has no value then
    public static Step known(Step step, Scope scope) {
        Map<String, Template> later = new LinkedHashMap<>(step.setting().late());
        Map<String, Template> now = new LinkedHashMap<>(later);
        now.keySet().removeIf(key -> unfit(step, key, scope) != null);
        later.keySet().removeAll(now.keySet());
        Step known = new Late(step.with(step.setting().computing(now)), scope).step();
        return known.with(known.setting().computing(later));
    }

    /// What is wrong with the value of one key in this scope, or null when it fits.
    public static @Nullable Refusal unfit(Step step, String key, Scope scope) {
        Template template = step.setting().late().get(key);
        if (template == null) {
            return null;
        }
        try {
            template.eval(Scope.complete(scope));
            at(step.with(step.setting().computing(Map.of(key, template))), scope);
            return null;
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    private Step step() {
        Setting setting = step.setting();
        Flow flow = step.flow();
        Undo undo = step.undo();
        Output output = step.output();
        String connection = text("connection");
        // It is the action that waits; here it is only seen that it can.
        either(PAUSE, (Duration) null);
        either(WAIT, (Duration) null);
        return new Step(step.label(), step.work(),
                new Setting(connection == null ? setting.connection() : connection, host(setting.host()),
                        setting.cwd(), setting.env(), Map.of(), setting.params()),
                new Flow(flow.condition(), flow.forEach(), flow.always(), either("estimate", flow.estimate()),
                        either("timeout", flow.timeout()), retry(flow.retry()), flow.redo()),
                step.judgement(),
                new Undo(undo.rollback(), leaves(undo.leaves()), either("irreversible", undo.irreversible()),
                        undo.onFailure()),
                new Output(output.capture(), output.summary(), either("save", output.save()), output.sensitive(),
                        output.diagnose(), output.hints()),
                step.watching());
    }

    private @Nullable Leaves leaves(@Nullable Leaves written) {
        String why = text(LEAVES);
        return written == null || why == null ? written : new Leaves(why, written.tables(), written.objects());
    }

    private @Nullable String text(String key) {
        Template template = step.setting().late().get(key);
        return template == null ? null : template.eval(scope).text();
    }

    private @Nullable String host(@Nullable String written) {
        String host = either("host", written);
        return host == null || host.equals(Host.LOCAL) ? null : host;
    }

    private @Nullable String either(String key, @Nullable String written) {
        String text = text(key);
        return text == null ? written : text;
    }

    private @Nullable Duration either(String key, @Nullable Duration written) {
        Template template = step.setting().late().get(key);
        return template == null ? written : duration(template);
    }

    private Duration duration(Template template) {
        Value value = template.eval(scope);
        return value instanceof Value.Lapse(Duration lapse)
                ? lapse
                : Durations.parse(value.text()).orElseThrow(() -> unfit(template, value, A_DURATION));
    }

    private @Nullable Retry retry(@Nullable Retry written) {
        if (written == null) {
            return null;
        }
        Duration delay = either("retry.delay", written.delay());
        return new Retry((int) number("retry.times", written.times()), delay == null ? written.delay() : delay,
                number("retry.backoff", written.backoff()), written.until(), written.sqlstates());
    }

    private double number(String key, double written) {
        Template template = step.setting().late().get(key);
        if (template == null) {
            return written;
        }
        Value value = template.eval(scope);
        if (!value.text().matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw unfit(template, value, A_NUMBER);
        }
        return Double.parseDouble(value.text());
    }

    private static Refusal unfit(Template template, Value value, String wanted) {
        return new Refusal(Problem.error(template.span(), "\"" + value.text() + "\" does not fit here",
                "This wants " + wanted + "."));
    }
}
