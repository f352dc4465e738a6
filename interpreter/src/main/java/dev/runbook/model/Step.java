package dev.runbook.model;

import dev.runbook.check.Check;
import dev.runbook.expression.Expression;
import dev.runbook.expression.Template;
import dev.runbook.model.Runbook.OnFailure;
import dev.runbook.reading.Given;
import dev.runbook.reading.Items;
import dev.runbook.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One step: what it is called, what it does and where, how it is judged, and how it is taken back.
public record Step(Label label, Work work, Setting setting, Flow flow, Judgement judgement, Undo undo, Output output,
        Watching watching) {

    /// What a step is called.
    ///
    /// @param key unique in the runbook and stable from run to run
    /// @param id the id that expressions and answers use, or null
    /// @param kind the word of the language: `sql`, `shell`, `steps`, …
    /// @param title the name as it is computed when the step begins; null when the name is what is written
    public record Label(String key, @Nullable String id, String name, @Nullable Template title,
            @Nullable Template description,
            String kind, List<String> tags, Span span) {}

    /// Where a step works; groups and `defaults` have been taken into account.
    ///
    /// @param cwd relative to the runbook's folder, or null for that folder
    /// @param late what is computed when the step begins, by its key: names, limits and numbers
    /// @param params what it is given where it is used again, over the parameters that are there
    public record Setting(String connection, @Nullable String host, @Nullable Template cwd,
            Map<String, Template> env, Map<String, Template> late, Map<String, Given> params) {

        /// With nothing to compute.
        public Setting(String connection, @Nullable String host, @Nullable Template cwd, Map<String, Template> env) {
            this(connection, host, cwd, env, Map.of(), Map.of());
        }

        /// The same where something else is computed when the step begins.
        Setting computing(Map<String, Template> other) {
            return new Setting(connection, host, cwd, env, other, params);
        }
    }

    /// Whether, how often and how long a step runs.
    ///
    /// @param redo how it is told whether its work is there already, and whether it may simply be done again
    public record Flow(@Nullable Expression condition, @Nullable Items forEach, boolean always,
            @Nullable Duration estimate, @Nullable Duration timeout, @Nullable Retry retry, Redo redo) {

        /// The same with another time limit.
        public Flow within(Duration limit) {
            return new Flow(condition, forEach, always, estimate, limit, retry, redo);
        }
    }

    /// What is known of doing a step a second time.
    ///
    /// @param doneWhen a step that passes when this one's work is already there, or null
    /// @param repeatable whether it is safe to run it again
    public record Redo(@Nullable Step doneWhen, boolean repeatable) {}

    /// How a step is tried again.
    ///
    /// @param times how many tries after the first
    /// @param until an expression that must come true, or null
    /// @param backoff what the delay is multiplied by after each try
    /// @param sqlstates the SQLSTATEs that are tried again, or none for any failure
    public record Retry(int times, Duration delay, double backoff, @Nullable Expression until,
            List<String> sqlstates) {}

    /// What a step's outcome is held against.
    public record Judgement(List<Check> expect, List<Check> warn, List<Step> verify) {}

    /// How a step is taken back.
    ///
    /// @param leaves what its rollback does not give back, or null
    /// @param irreversible why it cannot be taken back at all, or null
    /// @param onFailure what happens after it failed, or null where the runbook's own word holds
    public record Undo(List<Step> rollback, @Nullable Leaves leaves, @Nullable String irreversible,
            @Nullable OnFailure onFailure) {}

    /// What is kept and said of a step's outcome.
    public record Output(Map<String, Capture> capture, @Nullable Template summary, @Nullable String save,
            boolean sensitive, List<Step> diagnose, List<Hint> hints) {}

    /// A name for a part of the outcome.
    public sealed interface Capture {
        /// What an expression says.
        record Computed(Expression expression) implements Capture {}

        /// The first group of a regular expression in a field.
        record Found(String field, Pattern pattern) implements Capture {}
    }

    /// A known error and what to do about it.
    public record Hint(Pattern match, Template say) {}

    /// This step in another setting.
    Step with(Setting other) {
        return new Step(label, work, other, flow, judgement, undo, output, watching);
    }

    /// This step with another flow.
    public Step with(Flow other) {
        return new Step(label, work, setting, other, judgement, undo, output, watching);
    }

    /// Whether a rollback of the run has to do with this step: to undo it, or to stop there.
    public boolean countsForRollback() {
        return !undo.rollback().isEmpty() || undo.irreversible() != null;
    }
}
