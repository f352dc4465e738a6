package dev.runbook.sql.effect;

import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Kind;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.List;

/// The tokens of one statement, to be asked for words.
record Words(List<Token> tokens, String sql) {

    /// So many tokens say what a statement is; the rows of a long INSERT need not all be looked at.
    static final int MOST = 20_000;

    static Words of(String sql) {
        return new Words(Tokens.first(sql, MOST), sql);
    }

    /// The unquoted word at an index; empty for anything else.
    String word(int index) {
        boolean is = index < tokens.size() && tokens.get(index).kind() == Kind.WORD;
        return is ? tokens.get(index).text() : "";
    }

    /// The word or mark at an index; empty for anything else.
    String at(int index) {
        boolean is = index < tokens.size() && index >= 0
                && (tokens.get(index).kind() == Kind.WORD || tokens.get(index).kind() == Kind.MARK);
        return is ? tokens.get(index).text() : "";
    }

    int size() {
        return tokens.size();
    }

    /// Whether these words and marks stand next to each other anywhere.
    boolean has(String... sequence) {
        return find(0, sequence) >= 0;
    }

    boolean hasAny(String... words) {
        for (String word : words) {
            if (has(word)) {
                return true;
            }
        }
        return false;
    }

    /// Where the sequence first stands from an index on, or -1.
    int find(int from, String... sequence) {
        for (int i = from; i + sequence.length <= tokens.size(); i++) {
            if (matches(i, sequence)) {
                return i;
            }
        }
        return -1;
    }

    boolean matches(int index, String... sequence) {
        for (int i = 0; i < sequence.length; i++) {
            if (!at(index + i).equals(sequence[i])) {
                return false;
            }
        }
        return true;
    }
}
