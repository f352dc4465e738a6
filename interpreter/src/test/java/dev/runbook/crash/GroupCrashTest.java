package dev.runbook.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.crash.Crashes.Caller;
import dev.runbook.crash.Victim.Ended;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed in a group that is one transaction: taken up, its steps are there once and together; rolled back,
/// none of them is.
@RealPostgres
class GroupCrashTest {
    private static final List<String> POINTS = List.of("after Judged", "after Armed", "after Performed", "sent COMMIT",
            "answered COMMIT");

    @TempDir
    Path folder;

    @Test
    void takenUpItIsDoneOnce(TestDatabase database) throws Exception {
        Crashes crashes = crashes(database);
        Ended undisturbed = crashes.begun(calling(crashes));
        assertThat(undisturbed.exit()).as(undisturbed.said()).isZero();
        assertThat(undisturbed.points()).containsAll(POINTS);
        String measure = crashes.report();
        Set<String> left = new LinkedHashSet<>(POINTS);
        while (!left.isEmpty()) {
            reset(crashes);
            Ended ended = crashes.begun(dyingAt(crashes, left));
            if (ended.killed()) {
                ended = crashes.taken(calling(crashes), "the run has ended: SUCCEEDED", "resume");
            }
            assertThat(ended.exit()).as(ended.said() + crashes.journal()).isZero();
            assertThat(rows(crashes)).as(crashes.journal()).isEqualTo("left 1,right 1");
            assertThat(crashes.report()).as(crashes.journal()).isEqualTo(measure);
        }
        crashes.toll().tell("in a group that is one transaction, on the way forward");
    }

    @Test
    void rolledBackNothingOfItIsLeft(TestDatabase database) throws Exception {
        Crashes crashes = crashes(database);
        Set<String> left = new LinkedHashSet<>(List.of("after Performed", "answered COMMIT"));
        while (!left.isEmpty()) {
            reset(crashes);
            assertThat(crashes.begun(dyingAt(crashes, left)).killed()).isTrue();
            Ended ended = crashes.taken(calling(crashes), "There is nothing to undo", "rollback");
            assertThat(ended.exit()).as(ended.said() + crashes.journal()).isZero();
            assertThat(rows(crashes)).as(crashes.journal()).isNull();
        }
        crashes.toll().tell("in a group that is one transaction, on the way back");
    }

    private Crashes crashes(TestDatabase database) throws Exception {
        Crashes crashes = new Crashes(folder, database, "together.yaml");
        reset(crashes);
        return crashes;
    }

    private static void reset(Crashes crashes) {
        crashes.reset();
        crashes.execute("CREATE TABLE effects (step text, n int)");
    }

    private static @Nullable String rows(Crashes crashes) {
        return crashes.cell("SELECT string_agg(step || ' ' || n, ',' ORDER BY step) FROM effects");
    }

    private static Caller calling(Crashes crashes) {
        return (_, arguments) -> crashes.victim().call(arguments);
    }

    /// Dies at the first of these points, which is then not one of them any more.
    private static Caller dyingAt(Crashes crashes, Set<String> left) {
        return (_, arguments) -> {
            Ended ended = crashes.victim().dyingAt(left, arguments);
            if (ended.killed()) {
                left.remove(ended.points().getLast());
            }
            return ended;
        };
    }
}
