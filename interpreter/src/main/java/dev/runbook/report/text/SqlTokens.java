package dev.runbook.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Splits SQL into the few kinds of tokens that a report colours. It never fails: what it does not know stays plain.
public final class SqlTokens {
    /// A piece of SQL and its kind: `keyword`, `string`, `number`, `comment`, `name`, or empty.
    public record Token(String kind, String text) {}

    private static final Set<String> KEYWORDS = Set.of(("add all alter analyze and any as asc begin between by cascade "
            + "case cast check cluster coalesce collate column comment commit concurrently conflict constraint copy create "
            + "cross current database deallocate declare default deferrable deferred delete desc disable distinct do drop "
            + "else enable end exclude execute exists explain extension false filter first for foreign from full function "
            + "grant group having if immediate in include index inner insert intersect into is join key language last "
            + "lateral left like limit lock materialized natural not null nulls of offset on only or order outer over "
            + "owner partition primary procedure references refresh reindex release rename replace reset restrict "
            + "returning returns revoke right role rollback row rows savepoint schema select sequence set share show "
            + "start table temporary then to transaction trigger true truncate type union unique update using vacuum "
            + "valid validate values view volatile when where window with work").split(" "));

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int plain;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    /// The tokens of a text, which joined are the text again.
    public static List<Token> of(String sql) {
        SqlTokens scan = new SqlTokens(sql);
        for (int i = 0; i < sql.length();) {
            i = scan.next(i);
        }
        scan.flush(sql.length());
        return scan.tokens;
    }

    private int next(int i) {
        char c = sql.charAt(i);
        if (sql.startsWith("--", i)) {
            return token("comment", i, until("\n", i, 0));
        }
        if (sql.startsWith("/*", i)) {
            return token("comment", i, until("*/", i + 2, 2));
        }
        if (c == '\'') {
            return token("string", i, string(i));
        }
        if (c == '"') {
            return token("name", i, until("\"", i + 1, 1));
        }
        return c == '$' ? dollar(i) : Character.isDigit(c) ? token("number", i, number(i)) : letters(i);
    }

    private int letters(int i) {
        int end = word(i);
        if (end == i) {
            return i + 1;
        }
        return KEYWORDS.contains(sql.substring(i, end).toLowerCase(Locale.ROOT)) ? token("keyword", i, end) : end;
    }

    private int dollar(int i) {
        int tag = word(i + 1);
        boolean quotes = tag < sql.length() && sql.charAt(tag) == '$';
        return quotes ? token("string", i, until(sql.substring(i, tag + 1), tag + 1, tag + 1 - i)) : i + 1;
    }

    /// The end of a string; after an E, a backslash takes the next character with it.
    private int string(int start) {
        boolean escapes = start > 0 && (sql.charAt(start - 1) | 0x20) == 'e';
        int i = start + 1;
        while (i < sql.length() && sql.charAt(i) != '\'') {
            i += escapes && sql.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, sql.length());
    }

    private int number(int i) {
        int end = i;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private int word(int i) {
        int end = i;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private int until(String close, int from, int length) {
        int found = sql.indexOf(close, from);
        return found < 0 ? sql.length() : found + length;
    }

    private int token(String kind, int start, int end) {
        flush(start);
        tokens.add(new Token(kind, sql.substring(start, end)));
        plain = end;
        return end;
    }

    private void flush(int end) {
        if (end > plain) {
            tokens.add(new Token("", sql.substring(plain, end)));
        }
    }
}
