package dev.runbook.plan.preview;

import dev.runbook.model.Runbook.OnFailure;

/// What happens after a failure, in words.
final class Way {
    private Way() {}

    static String of(OnFailure decision) {
        return switch (decision) {
            case OnFailure.Rollback _ -> "rollback";
            case OnFailure.Stop _ -> "stop, and undo nothing";
            case OnFailure.Ask _ -> "ask; rollback where nobody is there";
            case OnFailure.Recover(String name) -> name;
            case OnFailure.Decide _ -> "decide by questions";
            case OnFailure.Ordered(OnFailure way) -> of(way);
        };
    }
}
