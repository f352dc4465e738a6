package dev.runbook.database;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a session is opened.
///
/// @param applicationName what `pg_stat_activity` shows; the server keeps 63 bytes of it, in ASCII
/// @param settings server settings, in the order in which they are set; they win over our own
/// @param milestones who is told of each statement
/// @param keptRows how many rows of a result its answer holds; the listener sees all of them
public record SessionOptions(String applicationName, Map<String, String> settings, int keptRows,
        Duration connectTimeout, Milestones milestones) {
    private static final int LONGEST_NAME = 63;

    public SessionOptions {
        String ascii = applicationName.replaceAll("[^\\x20-\\x7e]", "?");
        applicationName = ascii.substring(0, Math.min(ascii.length(), LONGEST_NAME));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    public static SessionOptions named(String applicationName) {
        return new SessionOptions(applicationName, Map.of(), 1_000, Duration.ofSeconds(10), Milestones.NONE);
    }

    public SessionOptions with(Map<String, String> settings) {
        return new SessionOptions(applicationName, settings, keptRows, connectTimeout, milestones);
    }

    public SessionOptions keeping(int rows) {
        return new SessionOptions(applicationName, settings, rows, connectTimeout, milestones);
    }

    /// Tells of each statement when it is sent and when it was answered.
    public SessionOptions telling(Milestones told) {
        return new SessionOptions(applicationName, settings, keptRows, connectTimeout, told);
    }
}
