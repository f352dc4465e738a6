package dev.runbook.plan.preview;

import dev.runbook.action.Action;
import dev.runbook.action.Assert;
import dev.runbook.action.Backfill;
import dev.runbook.action.Backup;
import dev.runbook.action.Confirm;
import dev.runbook.action.Http;
import dev.runbook.action.Pause;
import dev.runbook.action.Prompt;
import dev.runbook.action.Restore;
import dev.runbook.action.Shell;
import dev.runbook.action.Sql;
import dev.runbook.action.WaitForReplicas;
import dev.runbook.model.Step;
import dev.runbook.model.Steps;
import dev.runbook.model.Work;
import java.util.ArrayList;
import java.util.List;

/// What a step may change, as far as can be known without running it.
public enum Change {
    /// It does nothing by itself.
    NONE,
    /// It is known to read only.
    READS,
    /// It may write to the database.
    WRITES,
    /// It is a program, which may do anything.
    UNKNOWN;

    /// Whether any of these steps, or of those inside them, may change something.
    public static boolean in(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        Steps.walk(steps, all::add);
        return all.stream().anyMatch(step -> step.work() instanceof Work.Act(Action action)
                && of(action).compareTo(READS) > 0);
    }

    static Change of(Action action) {
        return switch (action) {
            case Sql sql -> sql.changesDatabase() ? WRITES : READS;
            case Restore _,Backfill _ -> WRITES;
            case Backup _,WaitForReplicas _ -> READS;
            case Shell _ -> UNKNOWN;
            case Http http -> http.readsOnly() ? READS : UNKNOWN;
            case Confirm _,Prompt _,Assert _,Pause _ -> NONE;
        };
    }
}
