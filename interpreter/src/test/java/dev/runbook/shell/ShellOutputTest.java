package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.shell.output.Captured;
import dev.runbook.shell.output.OutputFilter;
import dev.runbook.shell.output.ShellOutput;
import dev.runbook.shell.output.ShellOutput.Channel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellOutputTest {
    @TempDir
    Path directory;

    @Test
    void shortOutputIsKeptWhole() throws Exception {
        Captured kept = stdout("printf 'a\\nb'");
        assertThat(kept).isEqualTo(new Captured("a\nb", "", 3, 2, 0));
        assertThat(stdout("true")).isEqualTo(new Captured("", "", 0, 0, 0));
        assertThat(stdout("printf 'a\\n\\n'").value()).isEqualTo("a\n");
    }

    @Test
    void ofLongOutputTheHeadAndTheTailAreKept() throws Exception {
        Captured kept = stdout("seq 1 100000");
        String whole = stdoutLog("seq 1 100000");
        assertThat(kept.cut()).isTrue();
        assertThat(kept.lines()).isEqualTo(100_000);
        assertThat(kept.bytes()).isEqualTo(whole.length());
        assertThat(kept.head()).hasSize(65_536).isEqualTo(whole.substring(0, 65_536));
        assertThat(kept.tail()).hasSize(65_536).isEqualTo(whole.substring(whole.length() - 65_536));
        assertThat(kept.omitted()).isEqualTo(whole.length() - 131_072);
        assertThat(kept.text()).contains("[… 457,823 bytes are only in the log …]");
    }

    @Test
    void outputOfJustTheKeptLengthIsNotCut() throws Exception {
        for (int length : List.of(65_535, 65_536, 65_537, 131_071, 131_072)) {
            assertThat(stdout("head -c " + length + " /dev/zero").text()).hasSize(length);
        }
        Captured cut = stdout("head -c 131073 /dev/zero");
        assertThat(cut.omitted()).isEqualTo(1);
    }

    @Test
    void aCharacterIsNotCutInTwo() throws Exception {
        Captured kept = stdout("printf x; yes äöü€😀 | head -c 2000002 || true");
        assertThat(kept.head() + kept.tail()).doesNotContain("\uFFFD");
        assertThat(kept.omitted() + utf8(kept.head()) + utf8(kept.tail())).isEqualTo(kept.bytes());
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuchAndLoggedAsTheyWere() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        ShellResult result = Shell.run(Shell.bash("printf 'K\\366ln \\000\\377'", directory),
                ShellOutput.memoryOnly().withLog(log));
        assertThat(result.stdout().text()).isEqualTo("K\uFFFDln \0\uFFFD");
        assertThat(log.toByteArray()).containsExactly('K', 0xF6, 'l', 'n', ' ', 0, 0xFF);
    }

    @Test
    void everythingPassesTheFilterBeforeAnyoneSeesIt() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        List<String> seen = new ArrayList<>();
        ShellResult result = Shell.run(
                Shell.bash("printf 'pass%s' word; printf '=hunt'; printf 'er2 hün'; echo ter2", directory),
                ShellOutput.memoryOnly().withLog(log).withListener(lines(seen)).withFilter(Masking::filter));
        assertThat(result.stdout().value()).isEqualTo("password=*** hünter2");
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("password=*** hünter2\n");
        assertThat(seen).containsExactly("STDOUT password=*** hünter2");
    }

    @Test
    void linesAreShownWhileTheyComeAlsoVeryLongAndUnendedOnes() throws Exception {
        List<String> seen = new ArrayList<>();
        Shell.run(Shell.bash("printf 'one\\r\\n\\ntwo\\n'; head -c 1000000 /dev/zero | tr '\\0' x; echo; printf last",
                directory), ShellOutput.memoryOnly().withListener(lines(seen)));
        assertThat(seen).hasSize(5).startsWith("STDOUT one", "STDOUT ", "STDOUT two").endsWith("STDOUT last");
        assertThat(seen.get(3)).hasSize(4096 + "STDOUT ".length());
    }

    @Test
    void aFloodIsThinnedOutAndWhatIsLeftOutIsCounted() throws Exception {
        AtomicLong shown = new AtomicLong();
        AtomicLong skipped = new AtomicLong();
        Shell.run(Shell.bash("seq 1 200000", directory),
                ShellOutput.memoryOnly().withListener(new ShellOutput.Listener() {
                    @Override
                    public void line(Channel channel, String line) {
                        shown.incrementAndGet();
                    }

                    @Override
                    public void skipped(Channel channel, long lines) {
                        skipped.addAndGet(lines);
                    }
                }));
        assertThat(shown.get() + skipped.get()).isEqualTo(200_000);
        assertThat(skipped.get()).isGreaterThan(100_000);
    }

    @Test
    void aLogThatCanNotBeWrittenDoesNotStopTheScriptAndIsTold() throws Exception {
        ShellResult result = Shell.run(Shell.bash("seq 1 100000; echo end", directory),
                ShellOutput.memoryOnly().withLog(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                }));
        assertThat(result.exit()).isZero();
        assertThat(result.stdout().tail()).endsWith("end\n");
        assertThat(result.logTrouble()).isEqualTo("No space left on device");
    }

    @Test
    void aGigabyteIsWholeInTheLogWithAHeapOf24Megabytes() throws Exception {
        Path log = directory.resolve("log");
        Process process = JavaProgram.of(Gigabyte.class, log.toString(), "-Xmx24m").start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("exit 0, 1073741824 bytes, 10485761 lines, log 1073741824\n");
    }

    private Captured stdout(String script) throws InterruptedException {
        return Shell.run(Shell.bash(script, directory)).stdout();
    }

    private String stdoutLog(String script) throws Exception {
        Path log = directory.resolve("whole");
        try (OutputStream out = Files.newOutputStream(log)) {
            Shell.run(Shell.bash(script, directory), ShellOutput.memoryOnly().withLog(out));
        }
        return Files.readString(log);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ShellOutput.Listener lines(List<String> seen) {
        return new ShellOutput.Listener() {
            @Override
            public void line(Channel channel, String line) {
                seen.add(channel + " " + line);
            }
        };
    }

    /// A masker as simple as can be, that holds back what may be the beginning of its one secret.
    private static final class Masking implements OutputFilter.OfText {
        private static final String SECRET = "hunter2";
        private String held = "";

        static OutputFilter filter() {
            return OutputFilter.of(new Masking());
        }

        @Override
        public String feed(String text) {
            String all = (held + text).replace(SECRET, "***");
            int keep = SECRET.length() - 1;
            while (keep > 0 && !all.endsWith(SECRET.substring(0, keep))) {
                keep--;
            }
            held = all.substring(all.length() - keep);
            return all.substring(0, all.length() - keep);
        }

        @Override
        public String finish() {
            return held;
        }
    }
}
