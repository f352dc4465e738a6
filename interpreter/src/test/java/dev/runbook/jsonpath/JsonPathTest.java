package dev.runbook.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.text.ParseException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
    private static final String HEALTH = """
            {"status": "up", "n": 3, "none": null, "a b": {"'": 1, "name": "inner"},
             "checks": [{"name": "db", "ok": true, "ms": 12},
                        {"name": "cache", "ok": false, "ms": 3.5, "tags": ["x", "y"]},
                        {"name": "disk", "ms": 12}],
             "list": [0, 1, 2, 3, 4]}
            """;

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            $.status                         | ["up"]
            $['status']                      | ["up"]
            $["status", 'n']                 | ["up",3]
            $.none                           | [null]
            $.nope                           | []
            $.status.x                       | []
            $['a b']['\\'']                  | [1]
            $ . n                            | []
            $.checks[0].name                 | ["db"]
            $.checks[-1].name                | ["disk"]
            $.checks[3]                      | []
            $.checks[-4]                     | []
            $.checks[*].name                 | ["db","cache","disk"]
            $.checks.*.name                  | ["db","cache","disk"]
            $.list[1:3]                      | [1,2]
            $.list[:2]                       | [0,1]
            $.list[3:]                       | [3,4]
            $.list[-2:]                      | [3,4]
            $.list[::2]                      | [0,2,4]
            $.list[::-1]                     | [4,3,2,1,0]
            $.list[3:0:-2]                   | [3,1]
            $.list[::0]                      | []
            $.list[10:]                      | []
            $.list[0, 0, -1]                 | [0,0,4]
            $.status[0]                      | []
            $..name                          | ["inner","db","cache","disk"]
            $..tags[*]                       | ["x","y"]
            $..['ms']                        | [12,3.5,12]
            $.checks[?@.ok].name             | ["db","cache"]
            $.checks[?@.ok == true].name     | ["db"]
            $.checks[?!@.ok].name            | ["disk"]
            $.checks[?@.ms > 3.5].name       | ["db","disk"]
            $.checks[?@.ms >= 3.5 && @.ok == false].name | ["cache"]
            $.checks[?@.name == 'db' || @.name == "disk"].ms | [12,12]
            $.checks[?(@.name == 'db' || @.ms < 5) && !(@.ok == true)].name | ["cache"]
            $.checks[?@.name > 'c'].name     | ["db","cache","disk"]
            $.checks[?@.tags[1] == 'y'].name | ["cache"]
            $.checks[?@.tags[?@ == 'x']].name | ["cache"]
            $.checks[?@.nope == @.nada].name | ["db","cache","disk"]
            $.checks[?@.nope < 1].name       | []
            $.checks[?@.ms == $.checks[0].ms].name | ["db","disk"]
            $.checks[?@.name < 5].name       | []
            $.checks[?@.ok >= true].name     | ["db"]
            $.list[?@ > 1 && @ != 3]         | [2,4]
            $[?@ == 3]                       | [3]
            $[?@ == null]                    | [null]
            """)
    void aPathFindsWhatStandsAtItsEnds(String path, String expected) throws ParseException {
        if (path.equals("$ . n")) {
            assertThat(problems(path)).hasSize(1);
            return;
        }
        assertThat(problems(path)).isEmpty();
        List<Value> found = parse(path, new Problems()).find(ValueJson.readPlain(HEALTH));
        assertThat(ValueJson.write(Value.of(found))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            ``                   | ``  | the path ends too early | Here should stand $, with which every path begins.
            status               | s   | unexpected s            | Here should stand $, with which every path begins.
            $.                   | ``  | the path ends too early | Here should stand a name, or *.
            $.my-key             | -   | unexpected -            | a name with other characters is written ['name']
            $[                   | ``  | the path ends too early | an index, a name in quotes
            $[name]              | n   | unexpected n            | an index, a name in quotes
            $['a                 | '   | a text that does not end | Close it with '
            $['\\q']             | q   | an unknown escape       | Write \\\\ for a backslash.
            $[0                  | ``  | the path ends too early | Here should stand ].
            $[?@.a ==]           | ]   | unexpected ]            | @, $ or a literal
            $[?@.a == b]         | b   | unexpected b            | A field of the item is written @.b
            $[?length(@.a) > 1]  | l   | functions are not supported | "length" is one
            $[?@.* == 1]         | @   | a path to perhaps several values can't be compared | ``
            $[?'a']              | ]   | unexpected ]            | a comparison such as ==
            $[?!@.a == 1]        | @   | ! stands before a comparison | Write !(...).
            $ x                  | x   | unexpected x            | a point or a [
            """)
    void aMistakeIsOneProblemAtItsPlace(String path, String place, String title, String advice) {
        List<Problem> problems = problems(path);
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().title()).isEqualTo(title);
        assertThat(problems.getFirst().advice()).contains(advice);
        assertThat(Objects.requireNonNull(problems.getFirst().place()).text()).isEqualTo(place);
    }

    @Test
    void aPathThatCouldNotBeReadFindsNothing() {
        assertThat(parse("$[", new Problems()).find(Value.of(1))).isEmpty();
    }

    @Test
    void aSearchThatGrowsAndGrowsIsRefused() {
        Value wide = Value.of(Collections.nCopies(300, Value.of(Collections.nCopies(300, Value.of(1)))));
        assertThatThrownBy(() -> parse("$..*[?$..*[?@ == 5]]", new Problems()).find(wide)).isInstanceOf(Refusal.class)
                .hasMessage("the path looks at more than 1000000 values");
    }

    @Test
    void deepFiltersAreRefused() {
        assertThat(problems("$[?" + "(".repeat(10_000))).hasSize(1);
        assertThat(problems("$[?@" + "[?@".repeat(10_000))).hasSize(1);
    }

    @Test
    void aPathToOnePlaceIsKnownToBeOne() {
        assertThat(parse("$.a[0]['b']", new Problems()).isSingular()).isTrue();
        assertThat(parse("$.a[*]", new Problems()).isSingular()).isFalse();
        assertThat(parse("$..a", new Problems()).isSingular()).isFalse();
    }

    private static List<Problem> problems(String path) {
        Problems problems = new Problems();
        JsonPath parsed = parse(path, problems);
        assertThat(parsed).hasToString(path);
        return problems.sorted();
    }

    private static JsonPath parse(String path, Problems problems) {
        return JsonPath.parse(Passage.of(new Source("path", path)), problems);
    }
}
