package dev.runbook.model;

import dev.runbook.expression.Expression;
import dev.runbook.expression.Template;
import dev.runbook.model.Step.Hint;
import dev.runbook.shell.Host;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A whole runbook.
///
/// @param file where it was read from
/// @param diagnose steps that gather evidence when any step fails
/// @param watch what is looked at during the whole run
/// @param texts every file that it consists of: itself, its SQL files, what it includes
public record Runbook(Head head, List<Contact> contacts, List<Param> params, Map<String, Connection> connections,
        Map<String, Host> hosts,
        List<Hint> hints, List<Step> diagnose, List<Sampler> watch, Requirements requires, List<Step> steps,
        Map<String, Recovery> recoveries,
        OnFailure onFailure,
        List<Step> success, List<Followup> followups, @Nullable Sandbox sandbox, Map<String, Environment> environments,
        Map<String, Procedure> procedures, Path file, List<Source> texts) {

    /// What the runbook says of itself.
    public record Head(String id, Template title, Template description, String owner, String risk,
            @Nullable Duration estimate) {}

    /// Somebody to call, and when.
    public record Contact(int level, String role, String reach, String when) {}

    /// A connection by its name.
    ///
    /// @param url where it leads, or null for the environment's
    /// @param settings what every session of it sets first
    /// @param export further variables that carry its URL to shell steps
    /// @param replica whether it is a standby, on which nothing can be changed
    public record Connection(String name, @Nullable Template url, Map<String, Template> settings,
            List<String> export, boolean replica, Span span) {}

    /// What must be there before anything starts.
    ///
    /// @param postgres a version range such as `>= 13`, or null
    /// @param commands programs that must be on the PATH
    /// @param checks what must be true of this machine
    public record Requirements(@Nullable String postgres, List<String> commands, List<Need> checks, Span span) {

        /// These and those of a part of the runbook.
        Requirements and(Requirements other) {
            String both = postgres == null || other.postgres == null
                    ? Objects.requireNonNullElse(postgres, Objects.requireNonNullElse(other.postgres, ""))
                    : postgres + ", " + other.postgres;
            return new Requirements(both.isEmpty() ? null : both,
                    Stream.concat(commands.stream(), other.commands.stream()).distinct().toList(),
                    Stream.concat(checks.stream(), other.checks.stream()).toList(), span);
        }
    }

    /// Something that must be there, and the script that finds out.
    ///
    /// @param condition whether it is needed, or null for always
    /// @param say what to do when it is not there
    public record Need(@Nullable Expression condition, Passage shell, String say) {}

    /// What differs in one environment.
    public record Environment(Map<String, Template> params, Map<String, Connection> connections,
            Map<String, Host> hosts) {}

    /// Another way out than the rollback.
    public record Recovery(String name, Template title, List<Step> steps) {}

    /// Another job on the same page.
    ///
    /// @param requires what it needs beyond what the runbook does
    public record Procedure(String name, Template title, Requirements requires, List<Step> steps) {}

    /// Checks that are due after the run.
    ///
    /// @param key of its steps
    /// @param every how often, or null for once
    /// @param window for how long after the run, or null for no end
    public record Followup(String key, String name, String description, @Nullable Duration every,
            @Nullable Duration window, List<Step> steps) {}

    /// What sets up the database of a rehearsal.
    ///
    /// @param postgres its major version, or null for that of the client tools
    /// @param answers to the questions that a person would be asked
    /// @param settings that its server starts with
    /// @param server scripts to start it by, or null for a server of our own
    public record Sandbox(@Nullable Integer postgres, List<Step> setup,
            Map<String, Template> answers, Map<String, String> settings, @Nullable Server server) {}

    /// Scripts that start the servers of a rehearsal, and stop them.
    ///
    /// @param condition whether they are wanted, or null for always
    public record Server(@Nullable Expression condition, String start, String stop, Map<String, Template> env) {}

    /// What happens after a failure when nobody is there to say.
    public sealed interface OnFailure {
        /// Undo what was done, last first.
        record Rollback() implements OnFailure {}

        /// Leave everything as it is.
        record Stop() implements OnFailure {}

        /// Ask; unattended, roll back.
        record Ask() implements OnFailure {}

        /// Take a recovery.
        record Recover(String name) implements OnFailure {}

        /// Go through questions until one decides.
        record Decide(List<Branch> branches, OnFailure otherwise) implements OnFailure {}

        /// What the operator said on the command line: it beats what any step says.
        record Ordered(OnFailure way) implements OnFailure {}

        /// A question and what a yes means.
        sealed interface Branch {
            OnFailure then();

            /// A question for the operator.
            record Question(Template ask, OnFailure then) implements Branch {}

            /// A question that the facts answer.
            record Condition(Expression condition, OnFailure then) implements Branch {}
        }
    }

    /// This runbook with another decision after a failure.
    public Runbook onFailure(OnFailure other) {
        return new Runbook(head, contacts, params, connections, hosts, hints, diagnose, watch, requires, steps,
                recoveries,
                other,
                success, followups, sandbox,
                environments, procedures, file, texts);
    }

    /// This runbook with the steps of one of its procedures instead of its own, which are another procedure now: their
    /// ids stay known.
    public Runbook procedure(Procedure procedure) {
        Map<String, Procedure> others = new LinkedHashMap<>(procedures);
        others.remove(procedure.name());
        List<Step> own = new ArrayList<>(steps);
        own.addAll(success);
        followups.forEach(followup -> own.addAll(followup.steps()));
        others.put("steps", new Procedure("steps", head.title(), requires, own));
        return new Runbook(head, contacts, params, connections, hosts, hints, diagnose, watch,
                requires.and(procedure.requires()), procedure.steps(),
                recoveries, onFailure, List.of(), List.of(), sandbox, environments, others, file, texts);
    }

    /// A runbook of these follow-up checks alone, with the places and parameters of this one.
    public Runbook only(List<Followup> checks) {
        return new Runbook(head, contacts, params, connections, hosts, hints, diagnose, watch, requires,
                checks.stream().flatMap(check -> check.steps().stream()).toList(), Map.of(),
                new OnFailure.Rollback(), List.of(), List.of(), null, environments, Map.of(), file, texts);
    }

    /// This runbook with the connections and hosts of an environment over its own.
    public Runbook in(Environment environment) {
        Map<String, Connection> there = new LinkedHashMap<>(connections);
        there.putAll(environment.connections());
        Map<String, Host> reached = new LinkedHashMap<>(hosts);
        reached.putAll(environment.hosts());
        return new Runbook(head, contacts, params, there, reached, hints, diagnose, watch, requires, steps, recoveries,
                onFailure,
                success, followups, sandbox, environments, procedures, file, texts);
    }
}
