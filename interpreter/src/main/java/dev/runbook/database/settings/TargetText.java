package dev.runbook.database.settings;

import dev.runbook.problem.Suggestion;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A target as people write it: libpq's URL or `keyword=value` string, JDBC's URL, SQLAlchemy's.
final class TargetText {
    private static final Pattern SCHEME = Pattern.compile(
            "(?<jdbc>jdbc:)?postgres(?:ql)?(?<driver>\\+\\w+)?:(?<rest>.*)",
            Pattern.DOTALL);
    private static final Pattern ANY_SCHEME = Pattern.compile("[a-zA-Z][\\w+.:-]*://.*", Pattern.DOTALL);
    /// JDBC's and SQLAlchemy's own names for what libpq names otherwise.
    private static final Map<String, Keyword> ALIASES = Map.of("ApplicationName", Keyword.APPLICATION_NAME,
            "connectTimeout", Keyword.CONNECT_TIMEOUT, "gssEncMode", Keyword.GSSENCMODE, "channelBinding",
            Keyword.CHANNEL_BINDING, "database", Keyword.DBNAME);
    /// Parameters of the drivers that tune a driver and say nothing about which database is meant.
    private static final Set<String> TUNING = Set.of("tcpKeepAlive", "prepareThreshold", "stringtype",
            "reWriteBatchedInserts", "loginTimeout", "socketTimeout", "preferQueryMode", "defaultRowFetchSize",
            "binaryTransfer", "assumeMinServerVersion", "prepared_statement_cache_size", "async_fallback", "schema");

    private TargetText() {}

    static Map<Keyword, String> parse(String text, Invalid invalid) {
        Matcher url = SCHEME.matcher(text.strip());
        if (url.matches()) {
            return url(url, invalid);
        }
        if (ANY_SCHEME.matcher(text.strip()).matches()) {
            throw invalid.because("not a PostgreSQL URL");
        }
        if (!text.contains("=")) {
            throw invalid.because("neither a URL nor a connection string");
        }
        return KeyValueText.parse(text, invalid);
    }

    private static Map<Keyword, String> url(Matcher url, Invalid invalid) {
        String rest = url.group("rest");
        int mark = rest.indexOf('?');
        String path = mark < 0 ? rest : rest.substring(0, mark);
        boolean jdbc = url.group("jdbc") != null;
        if (!jdbc && !path.startsWith("//")) {
            throw invalid.because("\"//\" is missing after the scheme");
        }
        String authority = path.startsWith("//") ? path.substring(2) : path.startsWith("/") ? path : "/" + path;
        Map<Keyword, String> found = new EnumMap<>(UrlText.parse(authority, invalid));
        for (UrlText.Parameter parameter : UrlText.query(mark < 0 ? null : rest.substring(mark + 1), invalid)) {
            add(found, parameter, jdbc || url.group("driver") != null, invalid);
        }
        return found;
    }

    private static void add(Map<Keyword, String> found, UrlText.Parameter given, boolean driver, Invalid invalid) {
        if (given.name().equals("ssl")) {
            found.putIfAbsent(Keyword.SSLMODE, sslMode(given.value()));
        } else if (driver && given.name().equals("currentSchema")) {
            found.merge(Keyword.OPTIONS, "-c search_path=" + given.value().replace(" ", "\\ "), (a, b) -> a + " " + b);
        } else if (!driver || !TUNING.contains(given.name())) {
            Keyword alias = driver ? ALIASES.get(given.name()) : null;
            found.put(alias != null ? alias : keyword(given.name(), invalid), given.value());
        }
    }

    /// JDBC's and asyncpg's `ssl=true` verifies the server, host name included.
    private static String sslMode(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "" -> "verify-full";
            case "false", "0" -> "disable";
            default -> value;
        };
    }

    /// The word is only repeated when it is nearly right: else it may be a piece of a password.
    static Keyword keyword(String word, Invalid invalid) {
        Keyword keyword = Keyword.of(word);
        if (keyword == null) {
            String meant = Suggestion.didYouMean(word, Keyword.words());
            throw invalid.because("unknown connection parameter" + (meant.isEmpty() ? "" : " \"" + word + "\""),
                    "Use libpq's connection parameters, and quote or percent-encode a password." + meant);
        }
        return keyword;
    }
}
