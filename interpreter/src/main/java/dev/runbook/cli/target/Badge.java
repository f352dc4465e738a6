package dev.runbook.cli.target;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a run says of itself in the name of its sentinel's session, which every role may read, while addresses and times
/// are shown only to some. The server keeps 63 characters, so each part gives way to the others: of a step the end remains,
/// of a runbook and of who runs it the beginning.
///
/// @param hash of the run's id
/// @param who operator and host
/// @param since when the run began
/// @param at the runbook, and the step after a slash
record Badge(String hash, String who, String since, String at) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd'T'HH:mm'Z'")
            .withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("runbook ([0-9a-f]{6}) (\\S+@\\S*) (\\S+Z) (\\S*)");

    /// How much the server keeps, less what always has the same length.
    private static final int ROOM = 63 - "runbook 3fa9c1  11-20T13:15Z ".length();
    private static final String CUT = "~";

    /// @param step empty before the first
    static Badge of(String hash, String operator, String host, Instant started, String runbook, String step) {
        int dot = host.indexOf('.');
        int place = runbook.length() + (step.isEmpty() ? 0 : 1 + step.length());
        String shown = who(word(operator), word(dot > 0 ? host.substring(0, dot) : host),
                Math.max(ROOM / 2, ROOM - place));
        return new Badge(hash, shown, TIME.format(started), at(word(runbook), word(step), ROOM - shown.length()));
    }

    private static String who(String operator, String host, int room) {
        String shown = head(operator, Math.max(room / 2, room - 1 - host.length()));
        return shown + "@" + head(host, room - 1 - shown.length());
    }

    private static String at(String runbook, String step, int room) {
        if (step.isEmpty()) {
            return head(runbook, room);
        }
        String shown = head(runbook, Math.max(2, room - 1 - step.length()));
        return shown + "/" + tail(step, room - 1 - shown.length());
    }

    private static String head(String text, int room) {
        return text.length() <= room ? text : text.substring(0, room - 1) + CUT;
    }

    private static String tail(String text, int room) {
        return text.length() <= room ? text : CUT + text.substring(text.length() - room + 1);
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
        return text.replaceAll("\\s+", "_").replaceAll("[^\\x21-\\x7e]", "?");
    }
}
