package dev.runbook.sql.effect;

import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.ArrayList;
import java.util.List;

/// What one statement may do, as far as its text says.
///
/// @param command its kind as PostgreSQL's list of SQL commands names it, such as `CREATE INDEX`; `?` for none of them
/// @param transaction whether it can run in a transaction with others
/// @param reason why the verdict is not `SAFE`, a sentence; empty when it is
/// @param onlyReads whether it is known to change nothing, as far as views and operators keep to it too
/// @param lock how hard it locks an existing table, as far as that holds others up
public record Effect(String command, Verdict transaction, String reason, boolean onlyReads, Lock lock) {

    /// The hardest lock that a statement takes on a table that is there already.
    public enum Lock {
        /// None that keeps others from writing.
        LIGHT,
        /// Others can read, not write: SHARE, SHARE ROW EXCLUSIVE, EXCLUSIVE.
        BLOCKS_WRITES,
        /// Others can't even read.
        ACCESS_EXCLUSIVE
    }

    /// The effect of a text that holds one statement.
    public static Effect of(String sql) {
        return of(Tokens.first(sql, Words.MOST), sql);
    }

    /// The effects of the statements in a text that was put together with `\;`.
    public static List<Effect> ofSeveral(String sql) {
        List<Effect> effects = new ArrayList<>();
        int start = 0;
        List<Token> tokens = Tokens.first(sql, Words.MOST);
        for (int i = 0; i <= tokens.size(); i++) {
            boolean ends = i == tokens.size() || (tokens.get(i).depth() == 0 && tokens.get(i).is(";"));
            if (ends && i > start) {
                effects.add(of(tokens.subList(start, i), sql));
            }
            start = ends ? i + 1 : start;
        }
        return List.copyOf(effects);
    }

    private static Effect of(List<Token> tokens, String sql) {
        Words words = new Words(tokens, sql);
        String command = Command.of(words);
        Ruling ruling = Ruling.on(command, words);
        return new Effect(command, ruling.verdict(), ruling.reason(),
                tokens.size() < Words.MOST && Reading.isCertain(command, words), Locking.of(command, words));
    }

    public boolean isEmpty() {
        return command.isEmpty();
    }
}
