package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.cli.terminal.Surroundings;
import dev.runbook.cli.terminal.Terminal;
import dev.runbook.problem.Problems;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.YamlReader;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The workflows that `docs/review.md` offers are YAML, their scripts are bash's, and what they call is there.
class WorkflowsTest {
    private static final Pattern CALL = Pattern.compile("\\brunbook (?<verb>[a-z]+)(?<rest>[^\n;|]*)");
    private static final Pattern SPAN = Pattern.compile("`(runbook [^`]*)`");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z-]+");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml"})
    void aWorkflowCallsWhatIsThere(String name) throws Exception {
        Problems problems = new Problems();
        Node workflow = YamlReader.read(Path.of("../docs/ci", name), problems);
        assertThat(problems.hasErrors()).isFalse();
        List<String> scripts = new ArrayList<>();
        scripts(Objects.requireNonNull(workflow), false, scripts);
        assertThat(scripts).hasSizeGreaterThan(1);
        for (String script : scripts) {
            bash(script);
        }
        calls(String.join("\n", scripts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"review.md", "report.md", "plan.md"})
    void aDocumentSpeaksOfVerbsAndOptionsThatThereAre(String name) throws Exception {
        calls(SPAN.matcher(Files.readString(Path.of("../docs", name))).results().map(found -> found.group(1))
                .collect(Collectors.joining("\n")));
    }

    private static void calls(String text) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Map<String, CommandLine> verbs = new CommandLine(
                new RunbookCommand(new Surroundings(new Terminal(nowhere, nowhere,
                        new BufferedReader(new StringReader("")), false, false), Map.of())))
                .getSubcommands();
        Matcher call = CALL.matcher(text);
        int calls = 0;
        for (; call.find(); calls++) {
            assertThat(verbs).containsKey(call.group("verb"));
            List<String> options = OPTION.matcher(call.group("rest")).results().map(found -> found.group()).toList();
            assertThat(Objects.requireNonNull(verbs.get(call.group("verb"))).getCommandSpec().optionsMap().keySet())
                    .containsAll(options);
        }
        assertThat(calls).isPositive();
    }

    /// What stands under `run` or `script`.
    private static void scripts(Node node, boolean script, List<String> scripts) {
        switch (node) {
            case Node.Mapping mapping -> mapping.entries().forEach(entry -> scripts(entry.value(),
                    entry.name().equals("run") || entry.name().equals("script"), scripts));
            case Node.Sequence sequence -> sequence.items().forEach(item -> scripts(item, script, scripts));
            case Node.Scalar scalar -> {
                if (script) {
                    scripts.add(scalar.text());
                }
            }
        }
    }

    private void bash(String script) throws Exception {
        Path file = Files.writeString(folder.resolve("script"), script);
        Process bash = new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start();
        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(script).isZero();
    }
}
