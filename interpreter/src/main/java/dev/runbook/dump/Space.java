package dev.runbook.dump;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a dump will find room.
///
/// @param data how much the database holds, in bytes: an estimate from above, with indexes and dead rows
/// @param free what the file system can still take
public record Space(long data, long free) {
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");
    private static final int STEP = 1024;
    /// Compressed dumps of usual data take a fifth to a tenth; a half is what rarely is too little.
    private static final int COMPRESSED = 2;

    /// What to ask before a dump is begun that may fill the disk, or null when there is room.
    public @Nullable String doubt(Format format) {
        boolean compressed = format == Format.CUSTOM || format == Format.DIRECTORY;
        return free >= (compressed ? data / COMPRESSED : data)
                ? null
                : "the backup may not fit: the database holds %s, and %s are free".formatted(size(data), size(free));
    }

    /// A size for people: `1.4 GB`.
    public static String size(long bytes) {
        if (bytes < STEP) {
            return bytes + " bytes";
        }
        double size = bytes;
        int unit = -1;
        while (size >= STEP && unit < UNITS.size() - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
    }
}
