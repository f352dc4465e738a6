package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// docs/plan.md shows a document that the program really prints, and explains all of its keys.
class PlanDocumentTest {
    private static final Path CASES = Path.of("src/test/resources/cases/plan");
    private static final Path DOCUMENT = Path.of("../docs/plan.md");
    private static final Set<String> NAMED_BY_RUNBOOKS = Set.of("params", "values");

    @Test
    void itsExampleIsWhatThePlanPrints() throws IOException {
        Path folder = CASES.resolve("a-plan-as-json");
        String printed = Files.readString(folder.resolve("expected/plan"))
                .replace(folder.resolve("runbook.yaml").toString(), "renumber.yaml").replace("exit 0\n", "");
        assertThat(Files.readString(DOCUMENT)).contains("```json\n" + printed + "```")
                .contains("```yaml\n" + Files.readString(folder.resolve("runbook.yaml")) + "```");
    }

    @Test
    void everyKeyIsExplained() throws IOException, ParseException {
        Set<String> keys = new TreeSet<>();
        keys(json("every-kind-of-step-says-what-it-would-do", "--param", "password=hunter-of-two"), keys);
        keys(json("tags-and-what-has-them", "--tags", "check"), keys);
        String text = Files.readString(DOCUMENT);
        assertThat(keys).contains("branches", "if_holds", "commit_held_back", "tags")
                .allSatisfy(key -> assertThat(text).contains("`" + key + "`"));
    }

    private static Value json(String sentence, String... options) throws ParseException {
        List<String> arguments = new ArrayList<>(List.of("plan",
                CASES.resolve(sentence).resolve("runbook.yaml").toString(), "--format", "json"));
        arguments.addAll(List.of(options));
        return ValueJson.readPlain(Cli.withoutTarget().call(arguments.toArray(String[]::new)).out());
    }

    private static void keys(Value value, Set<String> keys) {
        switch (value) {
            case Value.Sequence(List<Value> items) -> items.forEach(item -> keys(item, keys));
            case Value.Dictionary(Map<String, Value> fields) -> fields.forEach((name, inner) -> {
                keys.add(name);
                if (!NAMED_BY_RUNBOOKS.contains(name)) {
                    keys(inner, keys);
                }
            });
            case Value.Null _,Value.Bool _,Value.Int _,Value.Real _,Value.Text _,Value.Lapse _ -> {
            }
        }
    }
}
