package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that were made to hang or to burst whoever reads them, read by the program itself in a heap of 512 MB: each ends
/// in one problem, but for a list that is short.
class HostileFilesTest {
    /// Behind the place, or naming the file where there is none.
    private static final Pattern PROBLEM = Pattern.compile(
            "(?m)^(?:\\S*/(\\w+)\\.yaml:\\d+:\\d+: )?error: ((?:the file \\S*/(\\w+)\\.yaml)?.*)$");
    private static final String STEPS = "runbook: x\nsteps:\n  - name: ";

    @TempDir
    private Path folder;

    @Test
    void eachEndsInOneClearProblem() throws Exception {
        Map<String, String> wanted = new LinkedHashMap<>();
        StringBuilder laughs = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        file(wanted, "laughs", laughs.toString(), "this file has more than 50,000 values (repeated ones included)");
        file(wanted, "self", "runbook: x\nsteps: &s\n  - steps: *s\n", "`*s` stands inside what it repeats");
        file(wanted, "brackets", "[".repeat(100_000), "this is nested more than 100 levels deep");
        file(wanted, "braces", "{a: ".repeat(100_000), "this is nested more than 100 levels deep");
        file(wanted, "dashes", "- ".repeat(100_000), "this is nested more than 100 levels deep");
        for (String style : List.of("plain", "'", "\"")) {
            String quote = style.equals("plain") ? "" : style;
            file(wanted, "scalar" + wanted.size(), STEPS + quote + "x".repeat(20_000_000) + quote + "\n",
                    "the file * is larger than 1 MB");
        }
        file(wanted, "block", STEPS + "|\n" + "      line\n".repeat(2_000_000), "the file * is larger than 1 MB");
        file(wanted, "twice", "runbook: x\nrunbook: y\nsteps: [{sql: SELECT 1}]\n",
                "the key \"runbook\" stands here twice");
        file(wanted, "tabs", "runbook: x\nsteps:\n\t- sql: SELECT 1\n", "*tab*");
        file(wanted, "control", STEPS + "x\u001By\n", "a control character (U+001B) stands here");
        file(wanted, "nul", STEPS + "x\0y\n", "a control character (U+0000) stands here");
        file(wanted, "documents", "runbook: x\nsteps: [{sql: SELECT 1}]\n---\nrunbook: y\n", "*document*");
        file(wanted, "tag", "runbook: !!java.net.URL x\nsteps: [{sql: SELECT 1}]\n", "*is a YAML tag*");
        file(wanted, "owntag", "runbook: !exec rm\nsteps: [{sql: SELECT 1}]\n",
                "a text can't begin with ! unless quoted");
        file(wanted, "empty", "", "there is nothing in this file");
        file(wanted, "spaces", "   \n\n", "there is nothing in this file");
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE")) {
            Charset encoding = Charset.forName(charset);
            bytes(wanted, charset.replace("-", "").toLowerCase(java.util.Locale.ROOT),
                    ("\uFEFF" + STEPS + "x\n").getBytes(encoding), "this file is not UTF-8 but " + charset);
        }
        bytes(wanted, "latin", (STEPS + "caf\u00E9\n").getBytes(StandardCharsets.ISO_8859_1),
                "this byte (0xE9) is not UTF-8");
        Map<String, List<String>> found = validated(wanted);
        wanted.forEach((name, title) -> assertThat(found.getOrDefault(name, List.of())).as(name).hasSize(1)
                .allMatch(text -> text.matches(asPattern(title))));
    }

    @Test
    void whatGoesOnForeverEndsInAShortList() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        file(files, "twenty", "runbook: x\n" + "a: 1\n".repeat(20_000), "");
        file(files, "steps", "runbook: x\nsteps:\n" + "  - {sql: SELECT 1, sql: SELECT 2}\n".repeat(5_000), "");
        Map<String, List<String>> found = validated(files);
        assertThat(found.get("twenty")).hasSize(11).last().asString().contains("nothing is read behind this");
        assertThat(found.get("steps")).hasSize(11).last().asString().contains("nothing is read behind this");
    }

    @Test
    void aByteOrderMarkIsReadOver() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        file(files, "mark", "\uFEFFrunbook: x\nsteps: [{sql: SELECT 1}]\n", "");
        assertThat(validated(files)).isEmpty();
    }

    private void file(Map<String, String> wanted, String name, String text, String title) throws IOException {
        bytes(wanted, name, text.getBytes(StandardCharsets.UTF_8), title);
    }

    private void bytes(Map<String, String> wanted, String name, byte[] text, String title) throws IOException {
        Files.write(folder.resolve(name + ".yaml"), text);
        wanted.put(name, title);
    }

    /// The titles of the problems of each file.
    private Map<String, List<String>> validated(Map<String, String> files) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("validate"));
        files.keySet().forEach(name -> arguments.add(folder.resolve(name + ".yaml").toString()));
        try (Interpreter program = Interpreter.start(folder, List.of("env", "JAVA_TOOL_OPTIONS=-Xmx512m"),
                arguments.toArray(String[]::new))) {
            int exit = program.exit();
            Function<MatchResult, String> name = match -> Objects.requireNonNullElseGet(match.group(1),
                    () -> Objects.requireNonNullElse(match.group(3), "no file"));
            Map<String, List<String>> found = PROBLEM.matcher(program.output()).results().collect(Collectors
                    .groupingBy(name, Collectors.mapping(match -> match.group(2), Collectors.toList())));
            assertThat(exit).as(program.output()).isEqualTo(found.isEmpty() ? 0 : 2);
            return found;
        }
    }

    private static String asPattern(String title) {
        return Pattern.compile("\\*").splitAsStream(title.startsWith("`") ? title.replace("*", "\u0001") : title)
                .map(part -> Pattern.quote(part.replace('\u0001', '*'))).collect(Collectors.joining(".*"))
                + (title.endsWith("*") ? ".*" : "");
    }
}
