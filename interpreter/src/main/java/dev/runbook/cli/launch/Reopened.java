package dev.runbook.cli.launch;

import dev.runbook.cli.papers.Called;
import dev.runbook.cli.papers.Choices;
import dev.runbook.cli.papers.Frozen;
import dev.runbook.cli.papers.Headers;
import dev.runbook.cli.papers.Names;
import dev.runbook.cli.target.RunIdentity;
import dev.runbook.cli.terminal.Terminal;

import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.journal.RunDirectory;
import dev.runbook.load.Loader;
import dev.runbook.model.Param;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.plan.Foreseen;
import dev.runbook.plan.Inputs;
import dev.runbook.plan.Plan;
import dev.runbook.plan.Planner;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Suggestion;
import dev.runbook.run.Run.Intent;
import dev.runbook.run.past.Past;
import dev.runbook.run.past.PastStep;
import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.RunHeader;
import dev.runbook.value.Mask;
import dev.runbook.value.Secrets;
import dev.runbook.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run as its folder tells it: what it was made of, what became of it, and how it was called.
///
/// @param choices those of the run, with what is said now
record Reopened(RunDirectory directory, Past past, RunHeader header, RunIdentity identity, Runbook runbook,
        Called called, Choices choices) {

    /// @throws Refusal when the run never began, was a rehearsal, or what it is made of was edited
    static Reopened of(RunDirectory directory, Past past, Choices now) {
        RunHeader header = past.header();
        if (header == null || past.called().isEmpty()) {
            throw refused(directory.run() + " was cut off before it began",
                    "It has touched nothing. Start it anew with `runbook run`.");
        }
        if (header.sandbox()) {
            throw refused(directory.run() + " was a rehearsal on a sandbox, which is gone",
                    "There is nothing to go on with, and nothing to undo.");
        }
        Called called = new Called(past.called());
        Choices choices = called.choices(now);
        Path file = Path.of(called.file() == null ? header.file() : called.file());
        Frozen.refuseEdited(directory, file, called.files());
        Problems problems = new Problems();
        Runbook runbook = Loader.load(file, Frozen.text(directory), problems);
        problems.refuseErrors();
        return new Reopened(directory, past, header, RunIdentity.of(header, called.started(past.started())),
                choices.applied(Objects.requireNonNull(runbook)), called, choices);
    }

    /// @throws Refusal when the run is not in a state for it
    void refuseUnless(Intent intent) {
        Ending ending = past.ending();
        switch (intent) {
            case Intent.Resume _ -> {
                if (ending != null && ending.good()) {
                    throw refused("the run has ended: " + ending.word(), "There is nothing to go on with.");
                }
                refuseUndone(ending, "Start it anew with `runbook run`.");
            }
            case Intent.Rollback _ -> refuseUndone(ending, "There is nothing to undo.");
            case Intent.Recover(String name) -> {
                if (!runbook.recoveries().containsKey(name)) {
                    throw refused("the runbook has no recovery \"" + name + "\"", "There are "
                            + String.join(", ", runbook.recoveries().keySet()) + "."
                            + Suggestion.didYouMean(name, runbook.recoveries().keySet()));
                }
            }
        }
    }

    private static void refuseUndone(@Nullable Ending ending, String advice) {
        if (ending == Ending.ROLLED_BACK || ending == Ending.RECOVERED) {
            throw refused("the run has ended: " + ending.word(), advice);
        }
    }

    /// The plan with the run's own values. What is secret is given anew, and nothing else can be changed.
    Plan plan(Intent intent, Names names, Terminal terminal, Secrets secrets, Map<String, String> resolved) {
        Problems problems = new Problems();
        Map<String, Value> params = params(names.given(choices), problems);
        Plan plan = Planner.plan(runbook, new Inputs(params, answers(), terminal.interactive(), choices.selection(),
                recovery(intent)), problems);
        problems.refuseErrors();
        plan.secretParams().forEach(name -> secrets.add(Objects.requireNonNull(plan.params().get(name))));
        Foreseen.look(plan, names.beforeTarget(params), false, new Problems())
                .forEach(secret -> secrets.add(secret.value()));
        Map<String, Value> all = new LinkedHashMap<>(plan.answers());
        resolved.forEach((key, outcome) -> all.put("in_doubt:" + known(key), Value.of(said(key, outcome))));
        return new Plan(plan.runbook(), plan.params(), plan.secretParams(), all, plan.selection());
    }

    /// What was chosen to get out of the run, now or before it was cut off.
    private @Nullable String recovery(Intent intent) {
        Event.Decided decided = past.decided();
        return switch (intent) {
            case Intent.Recover(String name) -> name;
            case Intent.Resume _ when decided != null -> decided.choice();
            case Intent.Resume _,Intent.Rollback _ -> null;
        };
    }

    private Map<String, Value> params(Map<String, Value> given, Problems problems) {
        Map<String, Value> params = new LinkedHashMap<>(header.params());
        params.values().removeIf(value -> value.text().contains(Mask.TOKEN));
        runbook.params().stream().filter(Param::secret).forEach(param -> params.remove(param.name()));
        given.forEach((name, value) -> {
            Value then = params.putIfAbsent(name, value);
            if (then != null && now(name) && !then.text().equals(value.text())) {
                problems.error(null, "--param " + name + "=" + value.text() + ": the run was started with "
                        + then.text(), "A run goes on with the values that it began with.");
            }
        });
        return params;
    }

    private boolean now(String name) {
        return choices.params().containsKey(name);
    }

    /// What was answered is not asked again.
    private Map<String, Value> answers() {
        Map<String, Value> answers = new LinkedHashMap<>(choices.answers());
        for (Step step : Steps.all(runbook)) {
            PastStep was = past.step(step.label().key());
            Value answer = was == null || was.state() != PastStep.State.PASSED ? null : was.fields().get("answer");
            if (Planner.asks(step) && answer != null) {
                answers.putIfAbsent(Planner.id(step), answer);
            }
        }
        return answers;
    }

    private String known(String key) {
        if (past.step(key) == null) {
            throw refused("--resolve " + key + ": the run has begun no such step",
                    "The run's report and its last lines name the steps in doubt.");
        }
        return key;
    }

    private static String said(String key, String outcome) {
        if (!outcome.equals("done") && !outcome.equals("not-done")) {
            throw refused("--resolve " + key + "=" + outcome, "Say done, or not-done.");
        }
        return outcome;
    }

    /// The address may have changed, where somebody names the server anew: what counts is which one it is.
    ///
    /// @param named whether the target was named now
    /// @return where it is now, if that is not where it was; else empty
    /// @throws Refusal when this is not where the run was made
    String refuseElsewhere(ServerIdentity server, boolean named) {
        RunHeader.Server then = header.server();
        RunHeader.Server here = Headers.server(server);
        StringBuilder differences = new StringBuilder();
        differ(differences, "system identifier", then.system(), here.system());
        differ(differences, "timeline", String.valueOf(called.timeline()), String.valueOf(server.timeline()));
        differ(differences, "database", then.database(), here.database());
        differ(differences, "user", then.user(), here.user());
        differ(differences, "role", then.role(), here.role());
        boolean moved = !then.address().equals(here.address());
        if (moved && differences.isEmpty() && !then.system().isEmpty()) {
            refuseUnless(named, then.address(), here.address());
            return here.address();
        }
        differ(differences, "address", then.address(), here.address());
        if (!differences.isEmpty()) {
            throw refused("this is not where the run was made", differences
                    + "Nothing was touched. Name the right one with --target; after a failover or a restore, find out by"
                    + " hand what it holds.");
        }
        return "";
    }

    private static void refuseUnless(boolean named, String then, String here) {
        if (!named) {
            StringBuilder difference = new StringBuilder();
            differ(difference, "address", then, here);
            throw refused("the server is at another address than the run was made at", difference
                    + "By its system identifier, timeline, database and user it is the same. Nothing was touched. A copy of"
                    + " its storage would have the same: if it is none, name it with --target.");
        }
    }

    private static void differ(StringBuilder differences, String what, String then, String here) {
        if (!then.equals(here)) {
            differences.append("%-18s then %s, now %s%n".formatted(what, then, here));
        }
    }

    private static Refusal refused(String title, String advice) {
        return new Refusal(Problem.error(null, title, advice));
    }
}
