package dev.runbook.database.settings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Connection URLs: what follows `postgresql://`, percent-encoded.
/// Source: "Connection URIs" in PostgreSQL's libpq chapter.
final class UrlText {
    /// A query parameter, decoded.
    record Parameter(String name, String value) {}

    private final Invalid invalid;
    private final Map<Keyword, String> found = new EnumMap<>(Keyword.class);

    private UrlText(Invalid invalid) {
        this.invalid = invalid;
    }

    /// Reads `user:password@host:port/database`, without the query.
    static Map<Keyword, String> parse(String rest, Invalid invalid) {
        UrlText url = new UrlText(invalid);
        int slash = rest.indexOf('/');
        url.authority(slash < 0 ? rest : rest.substring(0, slash));
        url.put(Keyword.DBNAME, slash < 0 ? "" : rest.substring(slash + 1));
        return url.found;
    }

    /// Reads `name=value&name=value`.
    static List<Parameter> query(@Nullable String query, Invalid invalid) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw invalid.because("a parameter without \"=\" after the \"?\"", "Write ?name=value&name=value.");
            }
            parameters.add(new Parameter(decoded(pair.substring(0, equals), invalid),
                    decoded(pair.substring(equals + 1), invalid)));
        }
        return parameters;
    }

    private void authority(String authority) {
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String login = authority.substring(0, at);
            int colon = login.indexOf(':');
            put(Keyword.USER, colon < 0 ? login : login.substring(0, colon));
            put(Keyword.PASSWORD, colon < 0 ? "" : login.substring(colon + 1));
        }
        hostAndPort(authority.substring(at + 1));
    }

    private void hostAndPort(String text) {
        boolean bracketed = text.startsWith("[");
        int bracket = text.indexOf(']');
        if (bracketed && bracket < 0) {
            throw invalid.because("\"[\" without \"]\" in the host", "An IPv6 address is written [::1].");
        }
        int colon = text.indexOf(':', bracketed ? bracket : 0);
        String host = colon < 0 ? text : text.substring(0, colon);
        put(Keyword.HOST, bracketed ? host.substring(1, bracket) : host);
        put(Keyword.PORT, colon < 0 ? "" : text.substring(colon + 1));
    }

    private void put(Keyword keyword, String encoded) {
        if (!encoded.isEmpty()) {
            found.put(keyword, decoded(encoded, invalid));
        }
    }

    static String decoded(String text, Invalid invalid) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.put(octet(text, i, invalid));
                i += 2;
            } else {
                int end = text.offsetByCodePoints(i, 1);
                bytes.put(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException _) {
            throw invalid.because("what is percent-encoded is not UTF-8", "Encode the bytes of its UTF-8 form.");
        }
    }

    private static byte octet(String text, int at, Invalid invalid) {
        boolean enough = at + 2 < text.length();
        int high = enough ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = enough ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0 || high + low == 0) {
            throw invalid.because("\"%\" without two hexadecimal digits after it",
                    "Write a percent sign itself as %25.");
        }
        return (byte) (high * 16 + low);
    }
}
