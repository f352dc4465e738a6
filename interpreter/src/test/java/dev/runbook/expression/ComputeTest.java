package dev.runbook.expression;

import static dev.runbook.expression.CheckTest.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeTest {
    private static final Map<String, Value> SCOPE = Map.of("text", Value.of("12x"), "none", Value.Null.NULL, "list",
            Value.of(List.of(Value.of(1), Value.of(0))), "map", Value.of(Map.of("name", Value.of("a"))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int(text) + 1      | int(text) | "12x" is not an integer | int() reads digits
            none.exit == 0     | exit      | null has no fields | its step was perhaps skipped
            map.nme            | nme       | there is no "nme" here | Did you mean "name"?
            list[2]            | 2         | there is no item 2 in a list of 2 | Items are counted from 0. Ask first: size(list) > 2.
            10 / list[1]       | 10 / list[1] | division by zero | Ask first
            text > 5           | text > 5  | `>` does not go between a string and an integer | write int(text)
            list.map(x, 1 / x) | 1 / x     | division by zero | Ask first
            nope               | nope      | unknown name "nope" | It has no value here.
            """)
    void anErrorSaysWhereAndWhatToDo(String expression, String place, String title, String advice) {
        Problem problem = failure(parse(expression), SCOPE);
        assertThat(problem.title()).isEqualTo(title);
        assertThat(problem.advice()).contains(advice);
        assertThat(Objects.requireNonNull(problem.place()).text()).isEqualTo(place);
    }

    @Test
    void aLongValueIsNotQuotedInParts() {
        String secret = "s".repeat(100);
        assertThat(failure(parse("int(x)"), Map.of("x", Value.of(secret))).title())
                .isEqualTo("a text of 100 characters is not an integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE x; --", "\"$(rm -rf /)\"", "`id`", "back\\slash", "line\nline\r\n",
            "nul\u0000nul",
            "${{ params.x }}", "}}", "'''\"\"\"", "é€😀\u2028"})
    void valuesAreNeverCode(String value) throws ExpressionError {
        Map<String, Value> scope = Map.of("x", Value.of(value), "big", Value.of(value.repeat(10_000 / value.length())));
        assertThat(parse("x").eval(Scope.of(scope))).isEqualTo(Value.of(value));
        assertThat(parse("'<' + x + '>'").eval(Scope.of(scope))).isEqualTo(Value.of("<" + value + ">"));
        assertThat(parse("big.contains(x) && size(big) > 0 && x in [x] && {x: 1}[x] == 1").test(Scope.of(scope)))
                .isTrue();
        Template template = Template.parse(passage("a ${{ x }} b ${{ big }}"), new Problems());
        assertThat(template.eval(Scope.of(scope)).text())
                .isEqualTo("a " + value + " b " + value.repeat(10_000 / value.length()));
    }

    @Test
    void tooLongAComputationEndsWithAnError() {
        Value numbers = Value.of(IntStream.range(0, 3_000).mapToObj(Value::of).toList());
        assertThat(failure(parse("l.all(a, l.all(b, a + b >= 0))"), Map.of("l", numbers)).title())
                .isEqualTo("the expression takes more than 2000000 steps");
        assertThat(failure(parse("l.all(a, l.all(b, a + b >= 0)) || true"), Map.of("l", numbers)).title())
                .isEqualTo("the expression takes more than 2000000 steps");
        assertThat(failure(parse("l.map(a, l == l)"), Map.of("l", numbers)).title()).contains("steps");
    }

    @Test
    void joinedTextsAndListsAreBounded() {
        Map<String, Value> scope = Map.of("t", Value.of("x".repeat(600_000)), "l",
                Value.of(Collections.nCopies(60_000, Value.of(1))));
        assertThat(failure(parse("t + t"), scope).title())
                .isEqualTo("the joined text is longer than 1000000 characters");
        assertThat(failure(parse("l + l"), scope).title()).isEqualTo("the joined list has more than 100000 items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{'a':", "!", "-", "f(", "a.b(", "a[", "a ? b : ", "a ? "})
    void deepExpressionsAreRefusedAndNotACrash(String opening) {
        for (int depth : new int[]{600, 5_000}) {
            Problems problems = new Problems();
            Expression.parse(passage(opening.repeat(Math.min(depth, 19_000 / opening.length())) + "1"), problems);
            assertThat(problems.sorted()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "-1", "*1", "==1", " in x", ".a", "[0]"})
    void longChainsAreRefusedAndNotACrash(String link) {
        Problems problems = new Problems();
        Expression.parse(passage("x" + link.repeat(501)), problems);
        assertThat(problems.sorted()).extracting(Problem::title)
                .containsExactly("an expression of more than 500 operators");
    }

    @Test
    void longChainsOfConditionsAreFine() throws ExpressionError {
        assertThat(parse("true" + "&&true".repeat(3_000)).test(_ -> null)).isTrue();
        assertThat(parse("false" + "||false".repeat(2_000)).test(_ -> null)).isFalse();
    }

    @Test
    void aVeryLongExpressionIsRefused() {
        Problems problems = new Problems();
        Expression.parse(passage("'" + "x".repeat(20_000) + "'"), problems);
        assertThat(problems.sorted()).extracting(Problem::title)
                .containsExactly("an expression of more than 20000 characters");
    }

    @Test
    void durationsKnowDays() throws ExpressionError {
        assertThat(parse("duration('7d') - duration('12h')").eval(_ -> null))
                .isEqualTo(Value.of(Duration.ofHours(156)));
    }

    static Problem failure(Expression expression, Map<String, Value> scope) {
        try {
            Value value = expression.eval(Scope.of(scope));
            return fail("has a value: " + value);
        } catch (ExpressionError e) {
            return e.problem();
        }
    }

    private static Expression parse(String text) {
        Problems problems = new Problems();
        Expression expression = Expression.parse(passage(text), problems);
        assertThat(problems.sorted()).isEmpty();
        return expression;
    }
}
