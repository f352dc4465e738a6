package dev.runbook.report.page;

import dev.runbook.report.timeline.Axis;
import dev.runbook.report.timeline.Legend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole report, in the order in which it is read.
///
/// @param trouble the failure that the headline is about, or null
/// @param further what failed afterwards, on the way back
/// @param wayBack what was decided after the failure, or null
/// @param steps the work itself, groups before what stands in them
/// @param undone what was undone, last first
/// @param open steps whose undo still stands ready, because they may have changed something
/// @param catalog the database's catalog before and after
/// @param legend what the marks on the axis mean
/// @param logs where the whole output is kept, or empty
/// @param folded what was left out to stay short, a sentence each
/// @param stable whether all that differs between equal runs is left out
public record Page(Headline headline, Particulars run, @Nullable Trouble trouble, List<Trouble> further,
        @Nullable WayBack wayBack, List<Entry> steps, List<Undone> undone, List<Entry> recovery, List<Open> open,
        List<Entry> success, Followups followups, List<Entry> setup, CatalogView catalog, List<Artifact> artifacts,
        String logs, Tally tally, Axis axis, List<Legend.Entry> legend,
        List<String> folded, boolean stable) {

    /// What was decided after a failure.
    ///
    /// @param recovery the title of the recovery that was taken, or empty
    public record WayBack(String choice, String by, String why, String recovery) {}

    /// A step that was undone, and the steps that did it.
    public record Undone(String name, String key, List<Entry> steps, String note) {}

    /// A step that may have left something behind.
    public record Open(String name, String key) {}

    /// Something that the run keeps: a backup, a saved output.
    public record Artifact(String step, String label, String text) {}

    /// How many steps ended in which way; groups are not counted.
    public record Tally(int passed, int warned, int failed, int skipped, int notRun) {
        public int all() {
            return passed + warned + failed + skipped + notRun;
        }

        public boolean anyWarned() {
            return warned > 0;
        }

        public boolean anyFailed() {
            return failed > 0;
        }

        public boolean anySkipped() {
            return skipped > 0;
        }

        public boolean anyNotRun() {
            return notRun > 0;
        }
    }

    public boolean failed() {
        return trouble != null;
    }

    public boolean anyFurther() {
        return !further.isEmpty();
    }

    public boolean anyUndone() {
        return !undone.isEmpty();
    }

    public boolean anyRecovery() {
        return !recovery.isEmpty();
    }

    public boolean anyOpen() {
        return !open.isEmpty();
    }

    public boolean anySuccess() {
        return !success.isEmpty();
    }

    public boolean anySetup() {
        return !setup.isEmpty();
    }

    public boolean anyArtifacts() {
        return !artifacts.isEmpty() || !logs.isEmpty();
    }

    public boolean anyLegend() {
        return !legend.isEmpty();
    }

    public boolean anyFolded() {
        return !folded.isEmpty();
    }
}
