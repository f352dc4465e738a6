package dev.runbook.cli.target;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a run says of itself in the name of its sentinel's session, which every role may read, while addresses and times
/// are shown only to some. The server keeps 63 characters, so what tells whom to call comes first.
///
/// @param hash of the run's id
/// @param who operator and host
/// @param since when the run began
/// @param at the runbook, and the step after a slash
record Badge(String hash, String who, String since, String at) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd'T'HH:mm'Z'")
            .withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("runbook ([0-9a-f]{6}) (\\S+@\\S*) (\\S+Z) (\\S*)");

    static Badge of(String hash, String operator, String host, Instant started, String at) {
        int dot = host.indexOf('.');
        return new Badge(hash, word(operator) + "@" + word(dot > 0 ? host.substring(0, dot) : host),
                TIME.format(started), word(at));
    }

    /// The badge in a session's name, or null when it is none.
    static @Nullable Badge read(String applicationName) {
        Matcher form = FORM.matcher(applicationName);
        return form.matches() ? new Badge(form.group(1), form.group(2), form.group(3), form.group(4)) : null;
    }

    String text() {
        return "runbook " + hash + " " + who + " " + since + " " + at;
    }

    /// For people: `run 3fa9c1 of partners-fk, at its step migrate, by ops@db-jump since 11-20T13:15Z`.
    String words() {
        int slash = at.indexOf('/');
        String runbook = slash < 0 ? at : at.substring(0, slash);
        return "run " + hash + " of " + runbook + (slash < 0 ? "" : ", at its step " + at.substring(slash + 1))
                + ", by "
                + who + " since " + since;
    }

    private static String word(String text) {
        return text.replaceAll("\\s+", "_");
    }
}
