package dev.runbook.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of dumps, of which the last few are kept.
///
/// Only what is proven to be ours is deleted: its certificate says that the same runbook made it in the same series from
/// the same database, and its bytes are still those that were certified.
///
/// @param folder which may hold anything else, too
public record Shelf(Path folder) {

    /// What became of the older dumps.
    ///
    /// @param deleted by name
    /// @param left whose bytes have changed since: whatever they are now, they are not ours to delete
    public record Pruned(List<String> deleted, List<String> left) {}

    private record Old(Path dump, Certificate certificate) {}

    /// Deletes the oldest of a series.
    ///
    /// @param keep how many stay, the one of this certificate included
    public Pruned keep(int keep, Certificate newest) throws IOException {
        List<Old> older = series(newest).stream().filter(old -> !old.certificate.run().equals(newest.run()))
                .sorted(Comparator.comparing((Old old) -> old.certificate.made()).reversed()).toList();
        List<String> deleted = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Old old : older.stream().skip(keep - 1L).toList()) {
            String name = String.valueOf(old.dump.getFileName());
            if (Fingerprint.of(old.dump).equals(old.certificate.fingerprint())) {
                delete(old.dump);
                Files.deleteIfExists(Certificate.beside(old.dump));
                deleted.add(name);
            } else {
                left.add(name);
            }
        }
        return new Pruned(deleted, left);
    }

    /// Removes a dump: a file, or a directory with the files in it. Links are not followed.
    public static void delete(Path dump) throws IOException {
        if (Files.isDirectory(dump, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.list(dump)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.deleteIfExists(dump);
    }

    private List<Old> series(Certificate newest) throws IOException {
        List<Old> series = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path dump : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                Certificate certificate = Certificate.of(dump);
                if (certificate != null && certificate.isOfSeries(newest)) {
                    series.add(new Old(dump, certificate));
                }
            }
        }
        return series;
    }
}
