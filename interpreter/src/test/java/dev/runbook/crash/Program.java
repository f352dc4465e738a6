package dev.runbook.crash;

import dev.runbook.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program as a jar with an archive of its loaded classes beside it, which the first call that may end by itself
/// makes, so that the others start in half the time: there are hundreds.
final class Program {
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-XX:-UsePerfData", "-Xshare:auto", "-Xlog:disable", "--enable-native-access=ALL-UNNAMED");
    private static final Path ROOT = built();
    private static final String MAKING = "-XX:ArchiveClassesAtExit=" + ROOT.resolve("new.jsa");
    private static final AtomicBoolean ARCHIVE_BEGUN = new AtomicBoolean();

    private Program() {}

    /// The command that starts it.
    ///
    /// @param ends whether it may end by itself: whoever is killed must not live on to make the archive
    static List<String> command(boolean ends, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        boolean makes = ends && ARCHIVE_BEGUN.compareAndSet(false, true);
        command.add(makes
                ? MAKING
                : "-XX:SharedArchiveFile=" + ROOT.resolve("classes.jsa"));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classPath(ROOT), Main.class.getName()));
        return command;
    }

    /// A process has ended: the archive is whole if it was the one to make it.
    static void ended(List<String> command) {
        if (command.contains(MAKING)) {
            try {
                Files.move(ROOT.resolve("new.jsa"), ROOT.resolve("classes.jsa"), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException _) {
                // an archive that could not be made is done without
            }
        }
    }

    private static Path built() {
        try {
            Path root = Files.createTempDirectory("runbook-program");
            Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            jar(classes, root.resolve("program.jar"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(root)));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String classPath(Path root) {
        return root.resolve("program.jar") + File.pathSeparator
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar")).collect(Collectors.joining(File.pathSeparator));
    }

    private static void jar(Path classes, Path target) throws IOException {
        if (Files.isRegularFile(classes)) {
            Files.copy(classes, target);
            return;
        }
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, jar);
            }
        }
    }

    private static void remove(Path root) {
        for (String name : List.of("program.jar", "new.jsa", "classes.jsa", "")) {
            try {
                Files.deleteIfExists(root.resolve(name));
            } catch (IOException _) {
                // the system empties its directory for temporary files
            }
        }
    }
}
