package dev.runbook.cli.terminal;

import dev.runbook.database.Milestones;
import dev.runbook.story.Event;
import dev.runbook.story.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Ends the process at a milestone as SIGKILL would: nothing is closed and nothing is said. The system property
/// `runbook.halt.at` says at which one, counted from 1, or at which ones, by their names, separated by commas; and
/// `runbook.halt.log` names a file that is told of each. It is how the crash tests die where they mean to.
///
/// Names are `before StepStarted` and `after StepStarted`, with the kind for effects (`before Effect shell`); `sent COMMIT`
/// and `answered COMMIT`, with what statements are to a crash in place of their text; and what tools call their own.
public final class Halting implements Milestones {
    public static final String PROPERTY = "runbook.halt.at";
    public static final String LOG = "runbook.halt.log";
    /// As a shell tells of a process that was killed.
    private static final int KILLED = 137;
    private static final Pattern CONCURRENTLY = Pattern.compile("(?is)^\\w+(?: \\w+){1,3} CONCURRENTLY\\b.*");
    private static final Pattern CHANGES = Pattern
            .compile("(?is)^(?:INSERT|UPDATE|DELETE|MERGE|CREATE|ALTER|DROP|TRUNCATE|COPY|CALL|DO|WITH)\\b.*");
    private static final Pattern ENDS = Pattern.compile("(?is)^(BEGIN|COMMIT|ROLLBACK)\\b.*");
    private final Predicate<String> last;
    private final @Nullable Path log;

    private Halting(Predicate<String> last, @Nullable Path log) {
        this.last = last;
        this.log = log;
    }

    /// What the properties ask for; nobody listens where they are not set.
    public static Milestones ofProperty() {
        String at = System.getProperty(PROPERTY, "");
        String log = System.getProperty(LOG);
        return at.isEmpty() && log == null ? NONE : new Halting(last(at), log == null ? null : Path.of(log));
    }

    private static Predicate<String> last(String at) {
        if (at.matches("\\d+")) {
            AtomicLong left = new AtomicLong(Long.parseLong(at));
            return _ -> left.decrementAndGet() == 0;
        }
        Set<String> names = Arrays.stream(at.split(",")).collect(Collectors.toSet());
        return names::contains;
    }

    /// Tells of each event before and after a listener takes it.
    public static Listener around(Listener listener, Milestones milestones) {
        return event -> {
            boolean kept = !(event instanceof Event.Progress);
            if (kept) {
                milestones.reached("before " + name(event));
            }
            listener.accept(event);
            if (kept) {
                milestones.reached("after " + name(event));
            }
        };
    }

    private static String name(Event event) {
        String name = event.getClass().getSimpleName();
        return event instanceof Event.Effect effect ? name + " " + effect.kind() : name;
    }

    @Override
    public synchronized void reached(String point) {
        String name = named(point);
        tell(name);
        if (last.test(name)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /// A statement is told by what it is to a crash.
    private static String named(String point) {
        String when = point.startsWith("sent ") ? "sent " : point.startsWith("answered ") ? "answered " : "";
        return when.isEmpty() ? point : when + kind(point.substring(when.length()).strip());
    }

    private static String kind(String sql) {
        Matcher ends = ENDS.matcher(sql);
        return ends.matches()
                ? ends.group(1).toUpperCase(Locale.ROOT)
                : CONCURRENTLY.matcher(sql).matches()
                        ? "CONCURRENTLY"
                        : CHANGES.matcher(sql).matches() ? "change" : "query";
    }

    private void tell(String name) {
        if (log != null) {
            try {
                Files.writeString(log, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
