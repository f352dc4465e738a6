package dev.runbook.report.template;

import java.util.ArrayList;
import java.util.List;

/// The tags of a template, in the order in which they stand in it.
final class Tags {
    /// One tag.
    ///
    /// @param kind what it begins with (`#`, `^`, `/`, `>` and so on), or a space for a value
    /// @param at where its name begins in the template
    record Tag(char kind, String name, int at) {}

    private static final String KINDS = "#^/>&!=<$%@";

    private final String text;
    private final List<Tag> tags = new ArrayList<>();
    private String open = "{{";
    private String close = "}}";

    private Tags(String text) {
        this.text = text;
    }

    static List<Tag> of(String text) {
        Tags reader = new Tags(text);
        for (int at = text.indexOf(reader.open); at >= 0; at = text.indexOf(reader.open, at)) {
            at = reader.tag(at + reader.open.length());
        }
        return List.copyOf(reader.tags);
    }

    /// @param from just after the opening braces
    /// @return just after the closing ones
    private int tag(int from) {
        boolean raw = open.equals("{{") && text.startsWith("{", from);
        String end = raw ? "}" + close : close;
        int begin = from + (raw ? 1 : 0);
        int until = text.indexOf(end, begin);
        if (until < 0) {
            return text.length(); // Mustache says so, with the place
        }
        int first = word(begin, until);
        boolean plain = raw || first == until || KINDS.indexOf(text.charAt(first)) < 0;
        add(plain ? ' ' : text.charAt(first), plain ? first : word(first + 1, until), until);
        return until + end.length();
    }

    private void add(char kind, int first, int until) {
        String name = text.substring(first, until).strip();
        if (kind == '=') {
            String[] braces = name.substring(0, Math.max(0, name.length() - 1)).strip().split("\\s+");
            open = braces[0].isEmpty() ? open : braces[0];
            close = braces.length < 2 ? close : braces[1];
        } else if (kind != '!') {
            tags.add(new Tag(kind, name, first));
        }
    }

    /// Where the first word begins.
    private int word(int from, int until) {
        int at = from;
        while (at < until && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
