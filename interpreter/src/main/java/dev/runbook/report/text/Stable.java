package dev.runbook.report.text;

import dev.runbook.story.RunHeader;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts words in the place of what differs between equal runs, so that their reports can be compared: the run's id,
/// host and server, times, folders, process numbers, sizes and hashes.
public final class Stable implements Wording {
    private static final int SHORTEST_NAME = 4;
    private static final Map<Pattern, String> CHANGING = changing();

    private final Wording wording;
    private final String operator;
    private final Pattern user;
    private final Map<String, String> known = new LinkedHashMap<>();

    public Stable(RunHeader header, Wording wording) {
        this.wording = wording;
        this.operator = header.operator();
        this.user = user(header.server().user());
        Map<String, String> names = new LinkedHashMap<>();
        names.put(header.run(), "‹run›");
        names.put(header.server().address(), "‹server›");
        names.put(header.server().system(), "‹system›");
        names.put(header.host(), "‹host›");
        names.entrySet().stream().filter(name -> name.getKey().length() >= SHORTEST_NAME)
                .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(String::length).reversed()))
                .forEach(name -> known.put(name.getKey(), name.getValue()));
    }

    @Override
    public String of(String text) {
        if (text.equals(operator)) {
            return "‹operator›";
        }
        String same = wording.of(text);
        for (Map.Entry<String, String> name : known.entrySet()) {
            same = same.replace(name.getKey(), name.getValue());
        }
        same = user.matcher(same).replaceAll("‹user›");
        for (Map.Entry<Pattern, String> pattern : CHANGING.entrySet()) {
            same = pattern.getKey().matcher(same).replaceAll(pattern.getValue());
        }
        return same;
    }

    /// The database's user is a common word often enough, so it is looked for only where a user is named: `owner web`,
    /// `//web@`, `web=arwd/web`, `pid 7 (web, psql)`.
    private static Pattern user(String name) {
        String quoted = Pattern.quote(name);
        return name.isEmpty()
                ? Pattern.compile("(?!)")
                : Pattern.compile("^" + quoted + "$|(?<=\\b(?:owner|user|role) )" + quoted + "\\b|(?<=//)" + quoted
                        + "(?=[:@])|(?<=\\()" + quoted + "(?=, )|(?<= as )" + quoted + "(?= \\()|\\b" + quoted
                        + "(?==[a-zA-Z*]+/)|(?<=[a-zA-Z*]/)" + quoted
                        + "\\b");
    }

    private static Map<Pattern, String> changing() {
        Map<Pattern, String> changing = new LinkedHashMap<>();
        put(changing, "\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d([.,]\\d+)?)?( ?Z| ?UTC|[+-]\\d\\d(:?\\d\\d)?)?",
                "‹time›");
        put(changing, "(?<!\\d)\\d{8}[T_-]\\d{6}Z?(?!\\d)", "‹time›");
        put(changing, "(?<![\\w.:/-])/(?:[\\w.@+‹›-]+/)+", "…/");
        put(changing, "\\bPostgreSQL (\\d+)(?:\\.\\d+)+(?: \\([^)]*\\))?", "PostgreSQL $1");
        put(changing, "\\brunbook [0-9a-f]{6}(?=: |,)", "runbook ‹run›");
        put(changing, "\\b[0-9a-f]{64}\\b", "‹sha256›");
        put(changing, "(?i)\\b(pid|process)([ =:]+)\\d+", "$1$2‹pid›");
        put(changing, "\\b\\d[\\d,]* bytes\\b", "‹size›");
        put(changing, "\\b\\d+\\.\\d+ ?(ms|s)\\b", "‹duration›");
        return changing;
    }

    /// A server's version without what an update changes.
    public static String version(String version) {
        return version.replaceFirst("[. ].*", "");
    }

    private static void put(Map<Pattern, String> changing, String pattern, String word) {
        changing.put(Pattern.compile(pattern), word.contains("$") ? word : Matcher.quoteReplacement(word));
    }
}
