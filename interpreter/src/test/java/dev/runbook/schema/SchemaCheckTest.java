package dev.runbook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problem;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Problems;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.YamlReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SchemaCheckTest {
    private static final Path WHOLE = Path.of("src/test/resources/schema/whole-language.yaml");
    private static final long SOON = Duration.ofSeconds(5).toNanos();

    @Test
    void theWholeLanguageIsAccepted() throws IOException {
        assertThat(ProblemText.render(problems(Files.readString(WHOLE)))).isEmpty();
    }

    @Test
    void theWholeLanguageHoldsEveryKeyOfAStepAndOfTheTop() throws IOException {
        Problems problems = new Problems();
        Set<String> used = new TreeSet<>();
        keys(Objects.requireNonNull(YamlReader.read(new Source("x", Files.readString(WHOLE)), problems)), used);
        SchemaPlace root = Language.get().root();
        assertThat(used).containsAll(root.keys());
        for (JsonNode definition : root.root().path("$defs")) {
            assertThat(used).containsAll(definition.path("properties").propertyNames());
        }
    }

    /// The place is the node's that is there in the file, and an alias points to its anchor.
    @Test
    void aMistakeBehindAnAliasIsSaidOnceAtItsAnchor() {
        List<Problem> problems = problems("runbook: x\nsteps:\n  - steps: &s\n    - shel: y\n  - steps: *s\n");
        assertThat(problems).hasSize(1);
        assertThat(Objects.requireNonNull(problems.getFirst().place()).text()).isEqualTo("shel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"  - x\n", "  - {}\n", "  - {sql: x, shell: y}\n", "  - choose: x\n",
            "  - sql: {a: [5]}\n"})
    void thousandsOfMistakesAreToldInTime(String step) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<Problem> problems = problems("runbook: x\nsteps:\n" + step.repeat(4_000));
        assertThat(problems).hasSize(101);
        assertThat(problems.getFirst().title()).isEqualTo("and 3900 more mistakes of this kind");
        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start).isLessThan(SOON);
    }

    @Test
    void deepNestingIsNoTrouble() {
        String deep = "runbook: x\nsteps: " + "[{steps: ".repeat(45) + "[{shel: y}]" + "}]".repeat(45);
        assertThat(problems(deep)).extracting(Problem::title).containsExactly("unknown key \"shel\"");
    }

    @Test
    void everyProblemHasAPlaceInTheFile() {
        List<Problem> problems = problems(
                "runbook: 5\nsteps: [5, {a: b}, {sql: null}]\nparams: {x: {type: y}}\nrisk:\n");
        assertThat(problems).hasSize(6).allSatisfy(problem -> {
            Span place = Objects.requireNonNull(problem.place());
            assertThat(place.position().line()).isPositive();
            assertThat(problem.title()).isNotBlank().doesNotEndWith(".");
        });
    }

    private static void keys(Node node, Set<String> used) {
        switch (node) {
            case Mapping mapping -> mapping.entries().forEach(entry -> {
                used.add(entry.name());
                keys(entry.value(), used);
            });
            case Node.Sequence sequence -> sequence.items().forEach(item -> keys(item, used));
            case Node.Scalar _ -> {
            }
        }
    }

    private static List<Problem> problems(String yaml) {
        Problems problems = new Problems();
        Node root = YamlReader.read(new Source("x.yaml", yaml), problems);
        if (root != null) {
            SchemaCheck.check(root, problems);
        }
        return problems.sorted();
    }
}
