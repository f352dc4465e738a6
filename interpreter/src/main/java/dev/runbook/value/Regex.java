package dev.runbook.value;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A regular expression in RE2's syntax, which CEL prescribes: no backreferences, no lookaround. It is searched
/// for anywhere in a text, and gives up rather than run away.
public final class Regex {
    /// How many characters one search may look at: about half a second.
    private static final long MOST_READS = 50_000_000;
    /// Java's engine recurses for each turn of `(a|b)*`; this much stack bears some 100,000 turns.
    private static final long DEEP_STACK = 64L << 20;

    private static final String RUNAWAY = "the search takes too many steps; write the pattern without a repetition "
            + "inside a repetition";

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /// A pattern that is not one, or a search that was given up.
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final int index;

        Failure(String message, int index) {
            super(message, null, false, false);
            this.index = index;
        }

        /// Where in the pattern, or -1.
        public int index() {
            return index;
        }

        /// What is wrong, in a clause that can follow a colon.
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /// @throws Failure when the pattern is not RE2's
    public static Regex of(String pattern) throws Failure {
        String translated = new RegexTranslator(pattern).translate();
        try {
            return new Regex(Pattern.compile(translated, Pattern.UNIX_LINES | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
            throw new Failure(e.getDescription().toLowerCase(java.util.Locale.ROOT), -1);
        } catch (StackOverflowError _) {
            throw new Failure("nested too deeply", -1);
        }
    }

    /// A pattern in Java's own syntax, in a search that gives up all the same.
    public static Regex of(Pattern pattern) {
        return new Regex(pattern);
    }

    /// Whether the text contains a match.
    ///
    /// @throws Failure when the search was given up
    public boolean isFoundIn(String text) throws Failure {
        return !groups(text).isEmpty();
    }

    /// Whether the text as a whole is a match.
    ///
    /// @throws Failure when the search was given up
    public boolean isAllOf(String text) throws Failure {
        try {
            return pattern.matcher(new Counted(text, new AtomicLong(), 0, text.length())).matches();
        } catch (Runaway | StackOverflowError _) {
            throw new Failure(RUNAWAY, -1);
        }
    }

    /// The first match and its groups, or nothing where there is none; a group that took no part is null.
    ///
    /// @throws Failure when the search was given up
    public List<@Nullable String> groups(String text) throws Failure {
        try {
            return search(text);
        } catch (StackOverflowError _) {
            return searchDeeply(text);
        }
    }

    private List<@Nullable String> search(String text) throws Failure {
        Matcher matcher = pattern.matcher(new Counted(text, new AtomicLong(), 0, text.length()));
        List<@Nullable String> groups = new ArrayList<>();
        try {
            for (int i = 0; i <= matcher.groupCount() && (i > 0 || matcher.find()); i++) {
                groups.add(matcher.start(i) < 0 ? null : text.substring(matcher.start(i), matcher.end(i)));
                if (groups.isEmpty()) {
                    break;
                }
            }
        } catch (Runaway _) {
            throw new Failure(RUNAWAY, -1);
        }
        return groups;
    }

    private List<@Nullable String> searchDeeply(String text) throws Failure {
        AtomicReference<List<@Nullable String>> found = new AtomicReference<>();
        AtomicReference<Failure> failed = new AtomicReference<>(
                new Failure("the text is too long for this pattern; write [ab] in place of (a|b)", -1));
        Thread thread = new Thread(null, () -> {
            try {
                found.set(search(text));
            } catch (Failure e) {
                failed.set(e);
            } catch (StackOverflowError _) {
                // The failure stands ready.
            }
        }, "regex", DEEP_STACK);
        thread.start();
        join(thread);
        List<@Nullable String> groups = found.get();
        if (groups == null) {
            throw failed.get();
        }
        return groups;
    }

    private static void join(Thread thread) throws Failure {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failure("the search was interrupted", -1);
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /// The end of a search that looked at too many characters.
    private static final class Runaway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Runaway() {
            super(null, null, false, false);
        }
    }

    /// A text that counts how often it is looked at, which bounds a backtracking search.
    private record Counted(String text, AtomicLong reads, int start, int end) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (reads.incrementAndGet() > MOST_READS) {
                throw new Runaway();
            }
            return text.charAt(start + index);
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text, reads, start + from, start + to);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
