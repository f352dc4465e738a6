package dev.runbook.backfill;

import dev.runbook.expression.Expression;
import dev.runbook.expression.Scope;
import dev.runbook.lockwait.LockRule;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a backfill is to do, with every value filled in.
///
/// @param table as the runbook names it
/// @param key the columns that give the order, or none for the primary key
/// @param where which rows need it, or null for all
/// @param set what to set, as behind SET
/// @param pause between two batches
/// @param place where it stands in the runbook
public record BackfillPlan(String table, List<String> key, @Nullable Passage where, Passage set, Batch batch,
        Duration pause, Throttle throttle, @Nullable LockRule lock, Span place) {

    /// How large the batches are.
    ///
    /// @param target how long one should take, or null for always as many rows
    public record Batch(int rows, int most, @Nullable Duration target) {}

    /// When the next batch has to wait.
    ///
    /// @param replicaLag how far a standby may be behind, or null
    /// @param sql a query to judge by, or null
    /// @param waitWhile what is true of its result while the backfill has to wait
    /// @param scope the names that this sees besides the result's
    public record Throttle(@Nullable Duration replicaLag, @Nullable Passage sql, @Nullable Expression waitWhile,
            Scope scope) {}
}
