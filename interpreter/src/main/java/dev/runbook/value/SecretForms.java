package dev.runbook.value;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/// Every form in which a secret can come back from a database, a shell or a web server.
final class SecretForms {
    /// A shorter text than this is in every other word, so it is not looked for.
    static final int SHORTEST = 3;
    private static final int SHORTEST_LINE = 4;
    /// What encoders leave alone besides letters and digits: RFC 3986, `encodeURIComponent`, `encodeURI`, Python.
    private static final String[] URL_SAFE = {"-._~", "-._~!'()*", "-._~!'()*;,/?:@&=+$#", "-._~/", "-_.*"};

    private final Set<Form> forms = new LinkedHashSet<>();

    private SecretForms() {}

    /// A text to look for.
    ///
    /// @param before whether a base64 character before it holds some bits of the secret
    /// @param after whether a base64 character after it does
    record Form(String text, boolean before, boolean after) {
        Form or(Form other) {
            return new Form(text, before || other.before, after || other.after);
        }

        Form withAfter() {
            return new Form(text, before, true);
        }
    }

    static Set<Form> of(String secret) {
        SecretForms all = new SecretForms();
        all.text(secret);
        if (secret.indexOf('\n') >= 0 || secret.indexOf('\r') >= 0) {
            secret.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE).forEach(all::text);
        }
        return all.forms;
    }

    private void text(String secret) {
        add(secret);
        sql(secret);
        json(secret);
        shell(secret);
        html(secret);
        url(secret);
        bytes(secret.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String form) {
        if (form.length() >= SHORTEST) {
            forms.add(new Form(form, false, false));
        }
    }

    /// Literals, `E''` literals, quoted identifiers, and COPY's text format.
    private void sql(String s) {
        String slashes = s.replace("\\", "\\\\");
        add(s.replace("'", "''"));
        add(s.replace("\"", "\"\""));
        add(slashes);
        add(slashes.replace("'", "''"));
        add(slashes.replace("'", "\\'"));
        add(each(s, SecretForms::control));
    }

    private void json(String s) {
        for (String special : new String[]{"", "/", "<>&", "<>&'="}) {
            for (boolean ascii : new boolean[]{false, true}) {
                String lower = each(s, c -> jsonUnit(c, special, ascii));
                add(lower);
                add(upperHex(lower));
            }
        }
    }

    private static String jsonUnit(int c, String special, boolean ascii) {
        if (c == '"' || (c == '/' && special.equals("/"))) {
            return "\\" + (char) c;
        }
        boolean numbered = special.indexOf(c) >= 0 || (ascii && c > 0x7E)
                || (c < ' ' && "\n\r\t\b\f".indexOf(c) < 0);
        return numbered ? unicode(c) : control(c);
    }

    private static String unicode(int c) {
        StringBuilder units = new StringBuilder();
        Character.toString(c).chars().forEach(unit -> units.append("\\u").append("%04x".formatted(unit)));
        return units.toString();
    }

    private static String upperHex(String escaped) {
        StringBuilder upper = new StringBuilder(escaped);
        for (int i = upper.indexOf("\\u"); i >= 0 && i + 6 <= upper.length(); i = upper.indexOf("\\u", i + 2)) {
            upper.replace(i + 2, i + 6, upper.substring(i + 2, i + 6).toUpperCase(Locale.ROOT));
        }
        return upper.toString();
    }

    /// Within quotes of either kind, and as `printf %q` and `set -x` write it.
    private void shell(String s) {
        add(s.replace("'", "'\\''"));
        add(s.replace("'", "'\"'\"'"));
        add(each(s, c -> "\\\"$`".indexOf(c) >= 0 ? "\\" + (char) c : Character.toString(c)));
        add(each(s, c -> c < 0x80 && !isBare(c) ? "\\" + (char) c : Character.toString(c)));
        add(each(s, c -> c == '\'' ? "\\'" : control(c)));
    }

    private static boolean isBare(int c) {
        return Character.isLetterOrDigit(c) || "_@%+=:,./-".indexOf(c) >= 0;
    }

    private void html(String s) {
        String plain = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        for (String doubled : new String[]{"\"", "&quot;", "&#34;"}) {
            for (String single : new String[]{"'", "&#39;", "&#x27;", "&#039;", "&apos;"}) {
                add(plain.replace("\"", doubled).replace("'", single));
            }
        }
    }

    private void url(String s) {
        for (String safe : URL_SAFE) {
            for (boolean plus : new boolean[]{false, true}) {
                String upper = each(s, c -> c == ' ' && plus ? "+" : percent(c, safe));
                add(upper);
                add(lowerHex(upper));
            }
        }
    }

    private static String percent(int c, String safe) {
        boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || safe.indexOf(c) >= 0);
        String text = Character.toString(c);
        return kept
                ? text
                : "%" + HexFormat.ofDelimiter("%").withUpperCase()
                        .formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String lowerHex(String encoded) {
        StringBuilder lower = new StringBuilder(encoded);
        for (int i = lower.indexOf("%"); i >= 0 && i + 3 <= lower.length(); i = lower.indexOf("%", i + 1)) {
            lower.replace(i + 1, i + 3, lower.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    private void bytes(byte[] secret) {
        add(HexFormat.of().formatHex(secret));
        add(HexFormat.of().withUpperCase().formatHex(secret));
        for (Base64.Encoder encoder : new Base64.Encoder[]{Base64.getEncoder(), Base64.getUrlEncoder()}) {
            add(encoder.encodeToString(secret));
            for (int shift = 0; shift < 3; shift++) {
                base64(encoder, secret, shift);
            }
        }
    }

    /// The characters that the secret alone decides when `shift` bytes, or 3 more, stand before it.
    private void base64(Base64.Encoder encoder, byte[] secret, int shift) {
        byte[] among = new byte[shift + secret.length + 2];
        System.arraycopy(secret, 0, among, shift, secret.length);
        int from = (8 * shift + 5) / 6;
        int bits = 8 * (shift + secret.length);
        String core = encoder.encodeToString(among).substring(from, bits / 6);
        if (core.length() >= SHORTEST) {
            forms.add(new Form(core, shift > 0, bits % 6 != 0));
        }
    }

    /// The backslash escapes that C, JSON, COPY and bash's `$''` have in common.
    private static String control(int c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> Character.toString(c);
        };
    }

    private static String each(String s, IntFunction<String> form) {
        StringBuilder all = new StringBuilder(s.length() + 16);
        s.codePoints().forEach(c -> all.append(form.apply(c)));
        return all.toString();
    }
}
