package dev.runbook.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.script.ScriptPlayer.OnError;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The real psql and our player run the same files on the same server: what they show, and the files they write, must
/// be the same byte for byte.
@RealPostgres
class PsqlTextTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final String FRESH = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;";

    @TempDir
    Path work;

    @TestFactory
    Stream<DynamicTest> whatIsShownIsWhatPsqlShows(TestDatabase database) throws IOException {
        Path folder = copy(RESOURCES.resolve("psql"));
        return files(folder).stream().flatMap(name -> Stream.of(OnError.STOP, OnError.CONTINUE).map(
                onError -> DynamicTest.dynamicTest(name + " " + onError,
                        () -> compare(database, folder, name, onError))));
    }

    /// The files of the lexer's corpus make a real server complain a lot. Where it refuses a COPY, psql goes on to take
    /// the data for SQL, which we do not do; and of a variable that holds itself we say nothing.
    @TestFactory
    Stream<DynamicTest> soItIsWithFilesThatAServerRefuses(TestDatabase database) throws IOException {
        Path folder = copy(RESOURCES.resolve("sql"));
        return files(folder).stream().filter(name -> !name.startsWith("055-")).map(name -> DynamicTest.dynamicTest(
                name, () -> compare(database, folder, name, copies(folder, name) ? OnError.STOP : OnError.CONTINUE)));
    }

    private static boolean copies(Path folder, String name) throws IOException {
        return Pattern.compile("(?i)copy[^;]+from\\s+stdin").matcher(Files.readString(folder.resolve(name))).find();
    }

    /// What was shown, and the files that were written.
    private record Outcome(String shown, Map<String, String> written) {}

    private void compare(TestDatabase database, Path folder, String name, OnError onError) throws Exception {
        Outcome psql = psql(database, folder, name, onError);
        Outcome ours = ours(database, folder, name, onError);
        assertThat(ours.shown()).isEqualTo(psql.shown());
        assertThat(ours.written()).isEqualTo(psql.written());
    }

    private Outcome psql(TestDatabase database, Path folder, String name, OnError onError) throws Exception {
        renew(database);
        Path shown = work.resolve("shown");
        Process process = new ProcessBuilder("psql", "-X", "-q", "-v",
                "ON_ERROR_STOP=" + (onError == OnError.STOP ? "1" : "0"), "-f", name, database.url())
                .directory(folder.toFile()).redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(shown.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(steady(Files.readString(shown)), takeWritten(folder));
    }

    private static Outcome ours(TestDatabase database, Path folder, String name, OnError onError) throws Exception {
        renew(database);
        try (Playground playground = Playground.on(database, folder)) {
            playground.file(name, onError);
            return new Outcome(steady(playground.shownText()), takeWritten(folder));
        }
    }

    private static void renew(TestDatabase database) throws Exception {
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute(FRESH);
        }
    }

    private static String steady(String shown) {
        return shown.replaceAll("(?m)^Time: .*", "Time: SO LONG");
    }

    /// The files beginning with `out`, which are gone then.
    private static Map<String, String> takeWritten(Path folder) throws IOException {
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("out")).toList()) {
                written.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
                Files.delete(file);
            }
        }
        return written;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return new ArrayList<>(all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql")).sorted().toList());
        }
    }

    private Path copy(Path from) throws IOException {
        Path to = work.resolve(from.getFileName());
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }
}
