package dev.runbook.sql.effect;

import dev.runbook.source.Span;
import dev.runbook.sql.Script;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `transaction: auto` comes to for a script.
public sealed interface TransactionAdvice {

    /// Why one transaction, or none, is not simply right.
    ///
    /// @param why a sentence
    /// @param place the statement that is the reason
    record Reason(String why, Span place) {}

    /// It is known to change nothing: it needs no transaction.
    record OnlyReads() implements TransactionAdvice {}

    /// Every statement is known to be safe in one transaction.
    record OneTransaction() implements TransactionAdvice {}

    /// It holds what the server refuses in a transaction, so that only psql's way can work, each statement its own.
    record EachItsOwn(List<Reason> reasons) implements TransactionAdvice {}

    /// Nobody can know from the text: the runbook has to say `always` or `never`.
    ///
    /// @param canBeOne whether one transaction could work at all
    record Ask(List<Reason> reasons, boolean canBeOne) implements TransactionAdvice {}

    /// It has its own BEGIN and COMMIT.
    ///
    /// @param lastCommit the last COMMIT, the one to hold back until the step has been judged; null when its last
    ///     transaction ends by ROLLBACK, or not at all
    /// @param open the BEGIN of a transaction that is still open at the end, or null
    /// @param outside a statement that writes outside of its transactions behind the last COMMIT, or null
    record ControlsItsOwn(@Nullable Span lastCommit, @Nullable Span open, @Nullable Span outside)
            implements
                TransactionAdvice {}

    static TransactionAdvice of(Script script) {
        return new Advisor(script).advise();
    }
}
