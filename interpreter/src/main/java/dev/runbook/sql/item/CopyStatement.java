package dev.runbook.sql.item;

import dev.runbook.sql.item.ScriptItem.Copy;
import dev.runbook.sql.scan.Tokens;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.List;

/// Recognises the COPY whose data goes through the client.
public final class CopyStatement {
    private CopyStatement() {}

    public static Copy of(String sql) {
        List<Token> first = Tokens.first(sql, 1);
        if (first.isEmpty() || !first.getFirst().is("copy")) {
            return Copy.NONE;
        }
        List<Token> tokens = Tokens.of(sql);
        for (int i = 1; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.depth() == 0 && (token.is("from") || token.is("to"))) {
                return direction(tokens.get(i + 1));
            }
        }
        return Copy.NONE;
    }

    /// PostgreSQL takes STDIN for STDOUT and the other way round; the word before decides.
    private static Copy direction(Token end) {
        return end.is("stdin") ? Copy.FROM_STDIN : end.is("stdout") ? Copy.TO_STDOUT : Copy.NONE;
    }
}
