package dev.runbook.plan.preview;

import dev.runbook.action.Sql;
import dev.runbook.model.Work;
import dev.runbook.source.Span;
import dev.runbook.sql.effect.TransactionAdvice;
import org.jspecify.annotations.Nullable;

/// How the statements of a step are held together.
///
/// @param why a sentence, or empty
/// @param heldBack the line of the COMMIT that waits until the step has been judged, or 0
public record Transaction(Mode mode, String why, int heldBack) {

    /// Who begins and ends transactions.
    public enum Mode {
        /// The step, around all its statements.
        ONE,
        /// The group, around all its steps.
        GROUP,
        /// The group around the step, which is a part of that.
        OF_GROUP,
        /// The server, around each statement.
        EACH_STATEMENT,
        /// The SQL itself.
        OWN
    }

    /// The transactions of a step, or null when it has no SQL of its own, or only reads without one.
    ///
    /// @param together whether the step is a part of one transaction
    static @Nullable Transaction of(Work work, boolean together) {
        if (work instanceof Work.Group(_, boolean one)) {
            return one && !together ? new Transaction(Mode.GROUP, "", 0) : null;
        }
        if (!(work instanceof Work.Act(Sql sql))) {
            return null;
        }
        if (together) {
            return new Transaction(Mode.OF_GROUP, "", 0);
        }
        if (sql.inOneTransaction()) {
            return new Transaction(Mode.ONE, "", 0);
        }
        return switch (sql.advice()) {
            case TransactionAdvice.OnlyReads _ -> null;
            case TransactionAdvice.ControlsItsOwn _ -> own(sql.heldBack());
            case TransactionAdvice.EachItsOwn each -> new Transaction(Mode.EACH_STATEMENT,
                    each.reasons().isEmpty() ? "" : each.reasons().getFirst().why(), 0);
            case TransactionAdvice.OneTransaction _,TransactionAdvice.Ask _ ->
                new Transaction(Mode.EACH_STATEMENT, "", 0);
        };
    }

    private static Transaction own(@Nullable Span commit) {
        return new Transaction(Mode.OWN, "", commit == null ? 0 : commit.position().line());
    }

    String sentence() {
        String sentence = switch (mode) {
            case ONE -> "in one transaction";
            case GROUP -> "all its steps in one transaction, which is judged as a whole before its COMMIT";
            case OF_GROUP -> "in the transaction of its group";
            case EACH_STATEMENT -> "each statement in a transaction of its own";
            case OWN -> heldBack == 0
                    ? "in its own transactions"
                    : "in its own transactions; the COMMIT of line " + heldBack + " waits until the checks have passed";
        };
        return why.isEmpty() ? sentence : sentence + ": " + why;
    }
}
