package dev.runbook.database.settings;

import java.util.EnumMap;
import java.util.Map;

/// libpq's `keyword = value` connection strings, with its quotes and backslashes.
/// Source: conninfo_parse in libpq's fe-connect.c, by its documentation.
final class KeyValueText {
    private final String text;
    private final Invalid invalid;
    private int at;

    private KeyValueText(String text, Invalid invalid) {
        this.text = text;
        this.invalid = invalid;
    }

    static Map<Keyword, String> parse(String text, Invalid invalid) {
        return new KeyValueText(text, invalid).pairs();
    }

    private Map<Keyword, String> pairs() {
        Map<Keyword, String> found = new EnumMap<>(Keyword.class);
        for (blanks(); at < text.length(); blanks()) {
            String word = word();
            found.put(TargetText.keyword(word, invalid), value(word));
        }
        return found;
    }

    private String word() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int end = at;
        blanks();
        if (at >= text.length() || text.charAt(at) != '=') {
            throw invalid.because("not a connection string: a word without \"=\" after it");
        }
        at++;
        blanks();
        return text.substring(start, end);
    }

    private String value(String word) {
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        at += quoted ? 1 : 0;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !ends(quoted)) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (quoted && at++ >= text.length()) {
            throw invalid.because("the quoted value of " + word + " does not end", "Close it with '.");
        }
        return value.toString();
    }

    private boolean ends(boolean quoted) {
        char c = text.charAt(at);
        return quoted ? c == '\'' : Character.isWhitespace(c);
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
