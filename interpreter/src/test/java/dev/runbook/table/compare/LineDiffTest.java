package dev.runbook.table.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineDiffTest {
    @TempDir
    Path directory;

    @Test
    void equalTextsHaveNoDifference() {
        assertThat(LineDiff.between("a\nb\n", "a\nb\n").isEmpty()).isTrue();
        assertThat(LineDiff.between("a\nb\n", "a\nb\n").unified(3)).isEmpty();
        assertThat(LineDiff.between("", "").unified(3)).isEmpty();
    }

    @Test
    void showsHunksAsDiffDoes() {
        assertThat(LineDiff.between("one\ntwo\nthree\n", "one\n2\nthree").unified(1)).isEqualTo("""
                @@ -1,3 +1,3 @@
                 one
                -two
                -three
                +2
                +three
                \\ No newline at end of file
                """);
        assertThat(LineDiff.between("", "x\n").unified(3)).isEqualTo("@@ -0,0 +1 @@\n+x\n");
    }

    @Test
    void itsHunksTurnOneTextIntoTheOther() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            String before = text(random, round);
            String after = text(random, round);
            Path file = Files.writeString(directory.resolve("text"), before);
            String hunks = LineDiff.between(before, after).unified(random.nextInt(4));
            assertThat(patched(file, hunks)).as(hunks).isEqualTo(after);
        }
    }

    @Test
    void itIsNoLongerThanTheRealDiffs() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            String before = text(random, 30);
            String after = text(random, 30);
            Path left = Files.writeString(directory.resolve("left"), before);
            Path right = Files.writeString(directory.resolve("right"), after);
            String real = output(new ProcessBuilder("diff", "--minimal", left.toString(), right.toString()));
            assertThat(changes(LineDiff.between(before, after).unified(0), "[-+]")).isEqualTo(changes(real, "[<>]"));
        }
    }

    @Test
    void largeDifferencesStayBounded() {
        String before = IntStream.range(0, 50_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        String after = IntStream.range(0, 50_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
        assertThat(LineDiff.between("same\n" + before, "same\n" + after).unified(3)).startsWith(
                "@@ -1,50001 +1,50001 @@\n same\n-a0\n-a1\n");
    }

    private String patched(Path file, String hunks) throws IOException {
        if (!hunks.isEmpty()) {
            Path patch = Files.writeString(directory.resolve("patch"), "--- text\n+++ text\n" + hunks);
            String said = output(new ProcessBuilder("git", "apply", "--unidiff-zero", "-p0", "--whitespace=nowarn",
                    patch.toString()).directory(directory.toFile()).redirectErrorStream(true));
            assertThat(said).isEmpty();
        }
        return Files.readString(file);
    }

    private static long changes(String diff, String marks) {
        return diff.lines().filter(line -> line.matches(marks + ".*")).count();
    }

    private static String output(ProcessBuilder command) throws IOException {
        return new String(command.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String text(Random random, int most) {
        String text = IntStream.range(0, random.nextInt(most + 1)).mapToObj(_ -> "line " + random.nextInt(6))
                .collect(Collectors.joining("\n"));
        return text + (random.nextBoolean() && !text.isEmpty() ? "\n" : "");
    }
}
