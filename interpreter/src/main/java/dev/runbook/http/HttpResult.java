package dev.runbook.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What came of a call: an answer, whatever its status, or a failure to get one.
public sealed interface HttpResult {

    /// How long it took until all was there, or the failure.
    Duration took();

    /// The server's answer.
    ///
    /// @param uri where it came from, after redirects
    /// @param headers by their names, letter case aside
    record Answer(int status, String uri, Map<String, List<String>> headers, Body body, Duration took)
            implements
                HttpResult {
        public Answer {
            Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            headers = Collections.unmodifiableMap(byName);
        }
    }

    /// An answer's body.
    ///
    /// @param text its beginning, all of it unless it was cut; then a line says how much is missing
    /// @param bytes how many there were in all, in UTF-8
    /// @param whole the file that holds all of it, when it was too long for the memory
    record Body(String text, long bytes, boolean cut, @Nullable Path whole) {}

    /// Why there is no answer.
    ///
    /// @param title one line without a final full stop
    /// @param advice what to do about it
    record Failed(Reason reason, String title, String advice, Duration took) implements HttpResult {}

    /// The kinds of failure that a program may want to tell apart.
    enum Reason {
        /// The call itself is impossible: its address, its method, a header.
        CALL,
        /// The host's name has no address.
        NAME,
        /// Nobody listens there, or nobody lets us through.
        CONNECTION,
        /// The two sides did not agree on TLS, or we don't believe the server.
        TLS,
        /// It took too long.
        TIMEOUT,
        /// It was cancelled.
        CANCELLED,
        /// The body could not be written to its file.
        FILE
    }
}
