package dev.runbook.shell.output;

import dev.runbook.shell.process.ProcessGroup;
import java.io.OutputStream;
import java.util.function.Supplier;

/// Where a script's output goes while it runs: to the log, whole, and to who is listening.
///
/// Both logs may be one stream; writes to it do not overlap. They are not closed.
///
/// @param filter makes the filter that each of the two streams goes through before anyone sees it
public record ShellOutput(OutputStream stdoutLog, OutputStream stderrLog, Supplier<OutputFilter> filter,
        Listener listener) {

    /// Output that is kept in memory only, unfiltered.
    public static ShellOutput memoryOnly() {
        return new ShellOutput(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), OutputFilter::none,
                new Listener() {
                });
    }

    public ShellOutput withListener(Listener other) {
        return new ShellOutput(stdoutLog, stderrLog, filter, other);
    }

    public ShellOutput withLog(OutputStream both) {
        return new ShellOutput(both, both, filter, listener);
    }

    public ShellOutput withFilter(Supplier<OutputFilter> other) {
        return new ShellOutput(stdoutLog, stderrLog, other, listener);
    }

    /// The two output streams of a process.
    public enum Channel {
        STDOUT, STDERR
    }

    /// Who watches a script run. Calls come one at a time.
    public interface Listener {

        /// The process group exists and waits; its first command runs only after this call has returned. Here it is
        /// put into the journal. An exception ends the group before it did anything.
        default void started(ProcessGroup group) {}

        /// A line, without its line break, cut when it is very long. A flood of lines is thinned out.
        default void line(Channel channel, String line) {}

        /// Lines that were left out since the last call, because there were too many to watch.
        default void skipped(Channel channel, long lines) {}
    }
}
