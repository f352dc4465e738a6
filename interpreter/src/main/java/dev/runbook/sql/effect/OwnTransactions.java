package dev.runbook.sql.effect;

import dev.runbook.source.Span;
import dev.runbook.sql.item.ScriptItem.Statement;
import org.jspecify.annotations.Nullable;

/// Follows the transactions that a script begins and ends by itself.
final class OwnTransactions {
    private boolean found;
    private @Nullable Span open;
    private @Nullable Span lastCommit;
    private @Nullable Span outside;

    boolean found() {
        return found;
    }

    TransactionAdvice advice() {
        return new TransactionAdvice.ControlsItsOwn(lastCommit, open, outside);
    }

    void see(Effect effect, Statement statement) {
        if (effect.transaction() == Verdict.CONTROL) {
            found = true;
            control(effect.command(), statement);
        } else if (!effect.onlyReads() && !effect.command().matches("SET|RESET|SHOW")) {
            write(statement.place());
        }
    }

    void write(Span place) {
        if (open == null && outside == null) {
            outside = place;
        }
    }

    private void control(String command, Statement statement) {
        Span place = statement.place();
        switch (command) {
            case "BEGIN", "START TRANSACTION" -> {
                open = open == null ? place : open;
                outside = null;
            }
            case "COMMIT", "END" -> end(place, place, statement);
            default -> end(null, place, statement);
        }
    }

    /// `AND CHAIN` begins the next transaction at once.
    private void end(@Nullable Span commit, Span place, Statement statement) {
        Words words = Words.of(statement.sql().text());
        lastCommit = commit;
        open = words.has("and", "chain") ? place : null;
        outside = null;
    }
}
