package dev.runbook.shell.process;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The signals that a process ignores, as a mask in which signal `n` is bit `n - 1`.
///
/// @param mask the line `SigIgn` of `/proc/PID/status`
record IgnoredSignals(BigInteger mask) {
    static final int INT = 2;

    private static final String LINE = "SigIgn:";

    /// Those of this process; none where there is no `/proc`.
    static IgnoredSignals ofThisProcess() {
        try (var lines = Files.lines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(l -> l.startsWith(LINE)).findFirst().map(IgnoredSignals::read).orElse(none());
        } catch (IOException _) {
            return none();
        }
    }

    static IgnoredSignals read(String line) {
        return new IgnoredSignals(new BigInteger(line.substring(LINE.length()).strip(), 16));
    }

    boolean contains(int signal) {
        return mask.testBit(signal - 1);
    }

    private static IgnoredSignals none() {
        return new IgnoredSignals(BigInteger.ZERO);
    }
}
