package dev.runbook.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How often the program was killed at each place: said, and kept below `target/kills` for whoever sums it up.
final class Toll {
    private static final Path FOLDER = Path.of("target", "kills");
    private final Map<String, Integer> places = new TreeMap<>();

    void count(String place) {
        places.merge(place, 1, Integer::sum);
    }

    int all() {
        return places.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// @param way which way the program was going, and how it was killed
    void tell(String way) throws IOException {
        String each = places.entrySet().stream().map(place -> "%6d %s%n".formatted(place.getValue(), place.getKey()))
                .collect(Collectors.joining());
        String text = "%d kills %s%n%s".formatted(all(), way, each);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(way.replaceAll("\\W+", "-") + ".txt"), text);
        System.out.print(text);
    }
}
