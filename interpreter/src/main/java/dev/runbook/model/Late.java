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
import dev.runbook.value.Durations;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes what a step leaves open until it begins: which connection and host it means, how long it may take, how often
/// it is tried.
public final class Late {
    /// The keys that may hold expressions of this kind.
    public static final List<String> KEYS = List.of("connection", "host", "timeout", "estimate", "save",
            "irreversible");

    /// The same in `retry`.
    public static final List<String> RETRY_KEYS = List.of("times", "delay", "backoff");

    private final Step step;
    private final Scope scope;

    private Late(Step step, Scope scope) {
        this.step = step;
        this.scope = scope;
    }

    /// The step with nothing left open.
    ///
    /// @throws Refusal when a value does not fit
    public static Step at(Step step, Scope scope) {
        return step.setting().late().isEmpty() ? step : new Late(step, scope).step();
    }

    private Step step() {
        Setting setting = step.setting();
        Flow flow = step.flow();
        Undo undo = step.undo();
        Output output = step.output();
        String connection = text("connection");
        return new Step(step.label(), step.work(),
                new Setting(connection == null ? setting.connection() : connection, either("host", setting.host()),
                        setting.cwd(), setting.env()),
                new Flow(flow.condition(), flow.forEach(), flow.always(), either("estimate", flow.estimate()),
                        either("timeout", flow.timeout()), retry(flow.retry()), flow.redo()),
                step.judgement(),
                new Undo(undo.rollback(), undo.leaves(), either("irreversible", undo.irreversible()),
                        undo.onFailure()),
                new Output(output.capture(), output.summary(), either("save", output.save()), output.sensitive(),
                        output.diagnose(), output.hints()),
                step.watching());
    }

    private @Nullable String text(String key) {
        Template template = step.setting().late().get(key);
        return template == null ? null : template.eval(scope).text();
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
                : Durations.parse(value.text()).orElseThrow(() -> unfit(template, value, "a duration such as 30s"));
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
            throw unfit(template, value, "a number, 0 or more");
        }
        return Double.parseDouble(value.text());
    }

    private static Refusal unfit(Template template, Value value, String wanted) {
        return new Refusal(Problem.error(template.span(), "\"" + value.text() + "\" does not fit here",
                "This wants " + wanted + "."));
    }
}
