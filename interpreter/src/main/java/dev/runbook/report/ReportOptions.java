package dev.runbook.report;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a report is made.
///
/// @param stable leaves out what differs between equal runs: times, ids, host names, paths
/// @param templateFolder templates that replace ours, or null; what is not in it comes from ours
/// @param logsPointer where the whole output is kept, named where a report shows less, or null
public record ReportOptions(boolean stable, @Nullable Path templateFolder, @Nullable String logsPointer) {
    /// As it is made when nothing is asked for.
    public static final ReportOptions DEFAULT = new ReportOptions(false, null, null);

    /// Where the whole output is kept, as far as a report may say so; else empty.
    String logs() {
        return logsPointer == null || stable ? "" : logsPointer;
    }
}
