package dev.runbook.run;

import dev.runbook.action.Operator;
import dev.runbook.evidence.Failure;
import dev.runbook.model.Runbook;
import dev.runbook.model.Step;
import dev.runbook.problem.Refusal;
import dev.runbook.run.stage.Artifacts;
import dev.runbook.run.stage.Teller;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a run stands when a step has failed. On a terminal the operator says how it goes on, at the step itself, so that
/// it can be tried again in its place; else the runbook says, when everything has come to a halt.
///
/// Nobody is asked while a transaction is open: it would hold its locks until somebody answers.
final class Crossroads {
    private static final String RETRY = "retry";
    private static final String OUTPUT = "output";
    private static final String QUESTIONS = "questions";

    /// Where nothing can be tried again, nor anything be undone before somebody has looked.
    private static final Set<String> HOPELESS = Set.of(Fencing.CODE, Failure.IN_DOUBT);

    private final Runbook runbook;
    private final Workshop workshop;
    private final Teller teller;
    private final Failures failures;
    private @Nullable WayOut chosen;
    private int held;

    Crossroads(Runbook runbook, Workshop workshop, Teller teller, Failures failures) {
        this.runbook = runbook;
        this.workshop = workshop;
        this.teller = teller;
        this.failures = failures;
    }

    /// Asks what to do about a step of the work that has failed.
    ///
    /// @return whether it is tried again; if not, [#wayOut] knows what was chosen instead
    boolean again(Step step, StepRef ref, Failure failure) {
        if (ref.phase() != Phase.FORWARD || chosen != null || held > 0 || !canAsk()
                || HOPELESS.contains(failure.code())) {
            return false;
        }
        failures.note(step, ref);
        String failed = "\"" + ref.name() + "\" failed: " + failure.title();
        WayOut way = ask(failed, ref);
        teller.answered(ref, failed + ". What now?", way.way(), way.by());
        if (way.way().equals(RETRY)) {
            workshop.interruption().goOn();
            failures.forget();
            return true;
        }
        chosen = way;
        return false;
    }

    /// Does something in which nobody is asked, since it is tried again without anybody's word.
    <T> T without(Supplier<T> work) {
        held++;
        try {
            return work.get();
        } finally {
            held--;
        }
    }

    /// How the run goes on: as it was chosen at the step, else as somebody says now, else as the runbook has it.
    WayOut wayOut() {
        WayOut known = chosen;
        return known != null ? known : canAsk() ? ask("The run failed", null) : ofRunbook();
    }

    /// Whether it was already said, at the step that failed.
    boolean isChosen() {
        return chosen != null;
    }

    private boolean canAsk() {
        return workshop.attended() && !workshop.connections().inTransaction();
    }

    /// Asks until something is chosen that decides. When nobody is there any more, the runbook decides.
    private WayOut ask(String failed, @Nullable StepRef ref) {
        Map<String, String> ways = ways(ref);
        String question = question(failed, ways);
        try {
            while (true) {
                workshop.interruption().calm();
                Operator.Answer answer = workshop.person().choose("on_failure", question, List.copyOf(ways.keySet()));
                WayOut way = switch (answer.text()) {
                    case OUTPUT -> {
                        workshop.person().look(logs(ref));
                        yield null;
                    }
                    case QUESTIONS -> new Decisions(runbook, workshop).after(failures);
                    default -> new WayOut(answer.text(), answer.by(), "chosen after the failure", true);
                };
                if (way != null) {
                    return way;
                }
            }
        } catch (Refusal _) {
            if (workshop.interruption().asked()) {
                return new WayOut(WayOut.STOP, "the operator", "stopped while it was asked what to do", true);
            }
            workshop.leaveAlone();
            return ofRunbook();
        }
    }

    private WayOut ofRunbook() {
        return Objects.requireNonNull(new Decisions(runbook, workshop).after(failures), "nobody is there to ask");
    }

    private Map<String, String> ways(@Nullable StepRef ref) {
        Map<String, String> ways = new LinkedHashMap<>();
        if (ref != null) {
            ways.put(RETRY, "try this step again");
        }
        if (new Decisions(runbook, workshop).asks(failures)) {
            ways.put(QUESTIONS, "answer the runbook's questions, which lead to one of these");
        }
        ways.put(WayOut.ROLLBACK, "undo what the run did, step by step, last first");
        ways.put(WayOut.STOP, "leave everything as it is now");
        runbook.recoveries()
                .forEach((name, recovery) -> ways.put(name, recovery.title().eval(workshop.scope()).text()));
        if (!logs(ref).isEmpty()) {
            ways.put(OUTPUT, "look at the step's whole output first");
        }
        return ways;
    }

    private static String question(String failed, Map<String, String> ways) {
        StringBuilder question = new StringBuilder(failed);
        ways.forEach((way, what) -> question.append("\n      %-10s %s".formatted(way, what)));
        return question.append("\n    What now?").toString();
    }

    private List<Path> logs(@Nullable StepRef ref) {
        return ref == null ? List.of() : Artifacts.logs(workshop.folder(), ref.key());
    }
}
