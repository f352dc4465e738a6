package dev.runbook.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.runbook.crash.Crashes.Caller;
import dev.runbook.crash.Victim.Ended;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The program is killed, again and again, and taken up until it is done: every effect is there exactly once, and the
/// report says what one of an undisturbed run says.
///
/// Every named point that a call passes ([dev.runbook.cli.terminal.Halting]) is died at once. `-Drunbook.test.kills=210`
/// dies that often in each direction besides, at any point and any time; the profile `nightly` does.
@RealPostgres
class CrashTest {
    private static final int KILLS = Integer.getInteger("runbook.test.kills", 0);
    private static final int MOST_IN_A_ROW = 12;
    private static final long SEED = Long.getLong("runbook.test.seed", 20261120);
    /// At least these are among the points that a run passes.
    private static final List<String> POINTS = List.of("before RunStarted", "after RunStarted", "before StepStarted",
            "after StepStarted", "before Armed", "after Armed", "before Performed", "after Performed", "before Judged",
            "after Judged", "before StepFinished", "after StepFinished", "before Answered", "after Answered",
            "before Effect shell", "after Effect shell", "before Effect transaction", "after Effect transaction",
            "before Effect backfill", "after Effect backfill", "before Effect statement", "after Effect statement",
            "before RunFinished", "after RunFinished", "sent BEGIN", "answered BEGIN", "sent change",
            "answered change", "sent CONCURRENTLY", "answered CONCURRENTLY", "before expectation",
            "after expectation", "sent COMMIT", "answered COMMIT", "script at work", "script ended");

    /// Points on the way back; the others are the same in both directions, and left to the night.
    private static final List<String> BACK = List.of("before Disarmed", "after Disarmed",
            "after StepStarted", "after Performed", "sent COMMIT", "answered COMMIT", "sent change", "script at work",
            "after Effect backfill", "sent CONCURRENTLY");

    @TempDir
    Path folder;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void atEveryPointOnTheWayForward(TestDatabase database) throws Exception {
        Crashes crashes = new Crashes(folder, database, "crash.yaml");
        crashes.reset();
        Ended undisturbed = crashes.begun(calling(crashes));
        assertThat(undisturbed.exit()).as(undisturbed.said()).isZero();
        crashes.everythingIsThereOnce();
        String measure = crashes.report();
        Set<String> left = new LinkedHashSet<>(undisturbed.points());
        assertThat(left).containsAll(POINTS);
        left.addAll(List.of("before TakenUp", "after TakenUp"));
        while (!left.isEmpty()) {
            forward(crashes, dyingAt(crashes, left), measure);
        }
        crashes.toll().tell("at every point, on the way forward");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void atEveryPointOnTheWayBack(TestDatabase database) throws Exception {
        Crashes crashes = new Crashes(folder, database, "crash.yaml");
        crashes.reset();
        assertThat(crashes.begun(calling(crashes)).exit()).isZero();
        Ended undisturbed = crashes.taken(calling(crashes), "", "rollback");
        assertThat(undisturbed.exit()).as(undisturbed.said()).isZero();
        crashes.nothingIsLeft();
        String measure = crashes.report();
        Set<String> left = new LinkedHashSet<>(undisturbed.points());
        assertThat(left).containsAll(BACK);
        if (KILLS == 0) {
            left.retainAll(BACK);
        }
        while (!left.isEmpty()) {
            back(crashes, dyingAt(crashes, left), measure);
        }
        crashes.toll().tell("at every point, on the way back");
    }

    /// The undo fails, which ends the unwinding there, and goes on from there when somebody has mended what it needs.
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whileAnUndoFails(TestDatabase database) throws Exception {
        Crashes crashes = new Crashes(folder, database, "undo.yaml");
        Set<String> left = new LinkedHashSet<>(Set.of("before Decided", "after Decided", "after TakenUp",
                "after Disarmed", "before RunFinished"));
        while (!left.isEmpty()) {
            crashes.reset();
            Ended failed = crashes.begun(dyingAt(crashes, left));
            if (failed.killed()) {
                failed = crashes.taken(dyingAt(crashes, left), "There is nothing to undo", "rollback");
            }
            assertThat(failed.exit()).as(failed.said() + crashes.journal()).isEqualTo(3);
            assertThat(crashes.cell("SELECT string_agg(step, ',') FROM effects")).isEqualTo("row");
            crashes.execute("ALTER TABLE allowed ADD COLUMN a int; INSERT INTO allowed VALUES (1)");
            Ended undone = crashes.taken(dyingAt(crashes, left), "There is nothing to undo", "rollback");
            assertThat(undone.exit()).as(undone.said() + crashes.journal()).isZero();
            assertThat(crashes.cell("SELECT to_regclass('effects')")).as(crashes.journal()).isNull();
        }
        crashes.toll().tell("while an undo fails");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whileARecoveryIsTaken(TestDatabase database) throws Exception {
        Crashes crashes = new Crashes(folder, database, "undo.yaml");
        Set<String> left = new LinkedHashSet<>(Set.of("before RecoveryStarted", "after RecoveryStarted", "sent COMMIT",
                "answered COMMIT"));
        while (!left.isEmpty()) {
            crashes.reset();
            Ended stopped = crashes.begun(calling(crashes), "--on-failure", "stop");
            assertThat(stopped.exit()).as(stopped.said()).isEqualTo(3);
            Ended recovered = crashes.taken(dyingAt(crashes, left), "the run has ended: RECOVERED", "recover", "anew");
            assertThat(recovered.exit()).as(recovered.said() + crashes.journal()).isZero();
            assertThat(crashes.cell("SELECT string_agg(step || n, ',') FROM effects")).as(crashes.journal())
                    .isEqualTo("recovered1");
        }
        crashes.toll().tell("while a recovery is taken");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void anywhereAndAtAnyTimeOnTheWayForward(TestDatabase database) throws Exception {
        assumeThat(KILLS).isPositive();
        Crashes crashes = new Crashes(folder, database, "crash.yaml");
        crashes.reset();
        Ended undisturbed = crashes.begun(calling(crashes));
        String measure = crashes.report();
        while (crashes.kills() < KILLS) {
            forward(crashes, anywhere(crashes, undisturbed.points().size()), measure);
            told(crashes);
        }
        crashes.toll().tell("anywhere and at any time, on the way forward");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void anywhereAndAtAnyTimeOnTheWayBack(TestDatabase database) throws Exception {
        assumeThat(KILLS).isPositive();
        Crashes crashes = new Crashes(folder, database, "crash.yaml");
        crashes.reset();
        assertThat(crashes.begun(calling(crashes)).exit()).isZero();
        Ended undisturbed = crashes.taken(calling(crashes), "", "rollback");
        String measure = crashes.report();
        while (crashes.kills() < KILLS) {
            back(crashes, anywhere(crashes, undisturbed.points().size()), measure);
            told(crashes);
        }
        crashes.toll().tell("anywhere and at any time, on the way back");
    }

    private static void forward(Crashes crashes, Caller caller, String measure) throws Exception {
        crashes.reset();
        Ended ended = crashes.begun(caller);
        if (ended.killed()) {
            ended = crashes.taken(caller, "the run has ended: SUCCEEDED", "resume");
        }
        assertThat(ended.exit()).as(ended.said() + crashes.journal()).isZero();
        crashes.everythingIsThereOnce();
        crashes.noStepIsToldTwice();
        assertThat(crashes.report()).as(crashes.journal()).isEqualTo(measure);
    }

    private static void back(Crashes crashes, Caller caller, String measure) throws Exception {
        crashes.reset();
        Ended undisturbed = crashes.begun(calling(crashes));
        assertThat(undisturbed.exit()).as(undisturbed.said()).isZero();
        Ended ended = crashes.taken(caller, "the run has ended: ROLLED BACK", "rollback");
        assertThat(ended.exit()).as(ended.said() + crashes.journal()).isZero();
        crashes.nothingIsLeft();
        crashes.noStepIsToldTwice();
        assertThat(crashes.report()).as(crashes.journal()).isEqualTo(measure);
    }

    private static Caller calling(Crashes crashes) {
        return (_, arguments) -> crashes.victim().call(arguments);
    }

    /// Dies at the first of these points, which is then not one of them any more.
    private static Caller dyingAt(Crashes crashes, Set<String> left) {
        return (_, arguments) -> {
            if (left.isEmpty()) {
                return crashes.victim().call(arguments);
            }
            Ended ended = crashes.victim().dyingAt(left, arguments);
            if (ended.killed()) {
                left.remove(ended.points().getLast());
            }
            return ended;
        };
    }

    private static Caller anywhere(Crashes crashes, int points) {
        Random random = new Random(SEED + crashes.kills());
        return (inARow, arguments) -> {
            if (inARow >= MOST_IN_A_ROW) {
                return crashes.victim().call(arguments);
            }
            return switch (random.nextInt(4)) {
                case 0 -> crashes.victim().dyingAfter(300 + random.nextInt(2_500), arguments);
                case 1 -> crashes.victim().dyingAt(1 + random.nextInt(points), arguments);
                default -> crashes.victim().dyingAt(1 + random.nextInt(points / 4), arguments);
            };
        };
    }

    /// Progress, for whoever waits.
    private static void told(Crashes crashes) {
        System.out.println(crashes.kills() + " of " + KILLS + " kills");
    }
}
