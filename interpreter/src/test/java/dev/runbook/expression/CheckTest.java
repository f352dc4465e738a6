package dev.runbook.expression;

import static dev.runbook.value.Type.Simple.ANY;
import static dev.runbook.value.Type.Simple.BOOL;
import static dev.runbook.value.Type.Simple.INT;
import static dev.runbook.value.Type.Simple.LAPSE;
import static dev.runbook.value.Type.Simple.REAL;
import static dev.runbook.value.Type.Simple.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.value.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {
    private static final Names NAMES = new Names(Map.of("params",
            Type.closed(Map.of("revision", TEXT, "batch", INT, "ratio", REAL, "dry", BOOL, "list", Type.listOf(TEXT))),
            "env", Type.open(Map.of()), "value", TEXT, "rows", INT, "took", LAPSE, "target", ANY, "nothing",
            Type.Simple.NULL,
            "records", Type.listOf(Type.closed(Map.of("id", INT, "name", TEXT))), "steps",
            Type.closed(Map.of("pre-flight", Type.closed(Map.of("exit", INT)), "backup",
                    Type.closed(Map.of("file", TEXT))))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            prams.revision                | prams     | unknown name "prams" | Did you mean "params"?
            params.revison                | revison   | there is no "revison" here | Did you mean "revision"?
            params['revison']             | 'revison' | there is no "revison" here | Did you mean "revision"?
            steps.bakcup.file             | bakcup    | there is no "bakcup" here | Did you mean "backup"?
            params.revision == staging    | staging   | unknown name "staging" | A text stands in quotes: "staging".
            steps.pre-flight.exit == 0    | pre       | a hyphen in a name reads as a minus | Ids have none: call the step pre_flight.
            1 + "a"                       | 1 + "a"   | `+` does not go between an integer and a string | To add numbers write int("a"); to join texts write string(1).
            value + 1                     | value + 1 | `+` does not go between a string and an integer | To add numbers write int(value); to join texts write string(1).
            value > 5                     | value > 5 | `>` does not go between a string and an integer | To compare or compute with the text as a number, write int(value).
            value == 5                    | value == 5 | a string never equals an integer | To compare or compute with the text as a number, write int(value).
            rows * 1.5                    | rows * 1.5 | `*` does not go between an integer and a number | Write double(rows).
            took > 5                      | took > 5  | `>` does not go between a duration and an integer | Durations go with durations: write duration("5m").
            nothing + 1                   | nothing + 1 | `+` does not go between null and an integer | It has no value: ask first, as in `x == null ? 0 : x`.
            !rows                         | !rows     | `!` does not take an integer | Compare it with a number.
            -value                        | -value    | `-` does not take a string | It takes an integer or a number.
            size(1)                       | size(1)   | size() does not take an integer | It takes string or list or map.
            value.contains(1)             | value.contains(1) | contains() does not take a string and an integer | It takes string and string.
            "a" in value                  | "a" in value | nothing is `in` a string | To look inside a text write text.contains(part).
            rows && true                  | rows      | a condition has to be true or false, and this is an integer | Compare it with a number.
            value ? 1 : 2                 | value     | a condition has to be true or false, and this is a string | Compare it with a text, or write bool(value).
            records.all(r, r.id)          | r.id      | a condition has to be true or false, and this is an integer | Compare it with a number.
            records.all(r, r.nme == 'a')  | nme       | there is no "nme" here | Did you mean "name"?
            records.name                  | name      | a list has no fields | Take one of its items first, as in list[0].name
            records[0].nme                | nme       | there is no "nme" here | Did you mean "name"?
            records['a']                  | 'a'       | a list is not indexed by a string | Items of a list are counted from 0: list[0].
            params[0]                     | 0         | a map is not indexed by an integer | Fields of a map have names: map["name"].
            rows.count                    | count     | an integer has no fields | Leave out ".count".
            rows[0]                       | rows[0]   | an integer has no items | Only lists and maps are indexed.
            rows.filter(r, true)          | rows      | filter() goes through a list or a map, and this is an integer | ``
            1 / 0                         | 1 / 0     | division by zero | Ask first: `n == 0 ? 0 : total / n`.
            int('abc')                    | int('abc') | "abc" is not an integer | int() reads digits with an optional sign, and no spaces.
            took < duration('5 minutes')  | duration('5 minutes') | "5 minutes" is not a duration | Write numbers with units: 500ms, 2s, 5m, 1h30m, 7d.
            value.matches('(')            | value.matches('(') | "(" is not a regular expression: unclosed group | The syntax is RE2's
            {1: 2}                        | 1         | a key that is an integer | The keys of a map are texts: {"name": value}.
            {'a': 1, 'a': 2}              | 'a'       | "a" stands twice in this map | Leave one out.
            {'a': 1}.b                    | b         | there is no "b" here | There is: a.
            has(params.revison)           | revison   | there is no "revison" here | Did you mean "revision"?
            value.trim()                  | trim      | unknown function x.trim() | There are size, contains, startsWith, endsWith, matches
            lenght(value)                 | lenght    | unknown function lenght() | There are size
            sise(value)                   | sise      | unknown function sise() | Did you mean "size"?
            size()                        | size      | size() wants one argument | Here are 0.
            value.contains()              | contains  | contains() wants one argument | Here are 0.
            records.all(r)                | all       | all() wants a name and an expression | Write for example list.all(x, x > 1).
            has(value)                    | has(value) | has() wants a field | Write has(a.b), or "b" in a.
            rows = 1                      | =         | unexpected = | To compare, write ==.
            rows > 1 and rows < 5         | and       | unexpected and | "And" is written &&.
            rows > 1 & rows < 5           | &         | unexpected & | Write && for "and".
            $value                        | $         | unexpected $ | Inside an expression a name stands as it is: params.x.
            rows >                        | ``        | the expression ends too early | Here should stand a value.
            (rows                         | ``        | the expression ends too early | Here should stand ).
            rows)                         | )         | unexpected ) | Here should stand an operator, or nothing more.
            5m                            | 5m        | "5m" is not a number | A duration is written duration("5m"), and a text in quotes.
            9223372036854775808           | 9223372036854775808 | 9223372036854775808 is too great for an integer | Integers have 64 bits
            'a                            | '         | a text that does not end | Close it with '
            'a\\qb'                       | \\q       | unknown escape \\q | Write \\\\ for a backslash
            if                            | if        | "if" is a reserved word | A choice is written condition ? yes : no.
            “a”                           | “         | unexpected “ | Texts stand in straight quotes
            b'a'                          | b         | there are no bytes here | Leave out the b.
            1u                            | 1u        | "1u" is not a number | There are no unsigned integers here
            """)
    void oneMistakeIsOneProblemAtItsPlace(String expression, String place, String title, String advice) {
        List<Problem> problems = check(expression);
        assertThat(problems).hasSize(1);
        Problem problem = problems.getLast();
        assertThat(problem.title()).isEqualTo(title);
        assertThat(problem.advice()).contains(advice);
        assertThat(Objects.requireNonNull(problem.place()).text()).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"params.batch > 5 && !params.dry", "env.HOME + '/x'", "env['HOME'] == 'x'",
            "int(value) * 3 / 2 > rows", "value == null ? 0 : 1", "nothing == null || rows == null",
            "target.anything[0].x + 1",
            "records.filter(r, r.id > 1).map(r, r.name)[0].startsWith('a')", "steps['pre-flight'].exit == 0",
            "'a' in params.list", "'batch' in params", "rows == 1.5", "rows < 1.5", "params.list.size() > 0",
            "took < duration('5m') + took", "(rows > 1 ? value : rows) == 1", "{'a': 1}.a + 1", "[1, 'a'][0] + 1",
            "params.map(p, p.size()).all(n, n > 0)", "[].all(x, x)", "params.list + [1]", "has(env.HOME)",
            "records[rows].id"})
    void whatMayWorkIsNoProblem(String expression) {
        assertThat(check(expression)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rows + 1                          | integer
            value                             | string
            rows > 1 ? 'a' : 'b'              | string
            rows > 1 ? 'a' : 1                | value
            records.map(r, r.id)[0]           | integer
            records.filter(r, true)[0].name   | string
            target                            | value
            target + target                   | value
            target + 1                        | integer
            -target                           | value
            size(target)                      | integer
            string(target)                    | string
            env.HOME                          | value
            {'a': took}.a                     | duration
            [1, 2] + [3]                      | list
            """)
    void theTypeIsKnownAsFarAsItCanBe(String expression, String type) {
        Problems problems = new Problems();
        assertThat(Expression.parse(passage(expression), problems).check(NAMES, problems).word()).isEqualTo(type);
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void aConditionHasToBeTrueOrFalse() {
        Problems problems = new Problems();
        Expression.parse(passage("rows"), problems).checkCondition(NAMES, problems);
        Expression.parse(passage("rows > 0 || target"), problems).checkCondition(NAMES, problems);
        assertThat(problems.sorted()).singleElement().extracting(Problem::title)
                .isEqualTo("a condition has to be true or false, and this is an integer");
    }

    @Test
    void whatCouldNotBeReadIsNotReportedAgain() throws ExpressionError {
        Problems problems = new Problems();
        Expression broken = Expression.parse(passage("rows +"), problems);
        assertThat(problems.sorted()).hasSize(1);
        assertThat(broken.check(NAMES, problems)).isEqualTo(ANY);
        assertThat(problems.sorted()).hasSize(1);
        assertThat(ComputeTest.failure(broken, Map.of())).isEqualTo(problems.sorted().getFirst());
    }

    @Test
    void placesAreThoseInTheSourceThatHoldsTheExpression() {
        Source source = new Source("x.yaml", "if: |\n    rows >\n    vlaue\n");
        int[] offsets = new int[13];
        for (int i = 0; i <= 12; i++) {
            offsets[i] = (i < 7 ? 10 : 14) + i;
        }
        Passage passage = Passage.mapped("rows >\nvlaue", new Span(source, 4, 26), offsets);
        Problems problems = new Problems();
        Expression.parse(passage, problems).check(NAMES, problems);
        assertThat(problems.sorted()).singleElement()
                .satisfies(p -> assertThat(Objects.requireNonNull(p.place()).position()).hasToString("3:5"));
    }

    @Test
    void theNamesThatAnExpressionNeedsAreKnown() {
        Expression expression = Expression.parse(passage("a.b + c[d].filter(x, x > e && y)[0] + {'f': g}.f"),
                new Problems());
        assertThat(expression.names()).containsExactlyInAnyOrder("a", "c", "d", "e", "y", "g");
        assertThat(expression.isConstant()).isFalse();
        assertThat(Expression.parse(passage("[1, 2].map(x, x + 1)"), new Problems()).isConstant()).isTrue();
    }

    private static List<Problem> check(String text) {
        Problems problems = new Problems();
        Expression.parse(passage(text), problems).check(NAMES, problems);
        return problems.sorted();
    }

    static Passage passage(String text) {
        return Passage.of(new Source("expression", text));
    }
}
