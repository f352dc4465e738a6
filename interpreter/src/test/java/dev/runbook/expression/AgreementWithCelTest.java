package dev.runbook.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problems;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Our expressions mean what the real CEL says they mean.
class AgreementWithCelTest {
    private static final int RANDOM_EXPRESSIONS = 1_000;
    private static final Map<String, Value> SCOPE = scope();

    private final Oracle cel = new Oracle();

    @Test
    void everyCaseHasTheValueThatCelGivesIt() {
        Map<String, String> wrong = new LinkedHashMap<>();
        List<String> cases = cases();
        for (String expression : cases) {
            String expected = Deviations.expected(expression).orElseGet(() -> cel.answer(expression, SCOPE));
            String actual = answer(expression);
            if (!actual.equals(expected)) {
                wrong.put(expression, "CEL: " + expected + ", ours: " + actual);
            }
        }
        assertThat(cases).hasSizeGreaterThan(200);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyDeviationIsOneAndIsAmongTheCases() {
        List<String> cases = cases();
        for (Deviations.Deviation deviation : Deviations.ALL) {
            assertThat(cases).contains(deviation.expression());
            assertThat(cel.answer(deviation.expression(), SCOPE)).as(deviation.expression())
                    .isNotEqualTo(deviation.ours());
        }
    }

    @Test
    void randomExpressionsHaveTheValueThatCelGivesThem() {
        RandomExpressions random = new RandomExpressions(new Random(20_261_120));
        Map<String, String> wrong = new LinkedHashMap<>();
        int values = 0;
        for (int i = 0; i < RANDOM_EXPRESSIONS; i++) {
            String expression = random.next();
            String expected = cel.answer(expression, SCOPE);
            String actual = answer(expression);
            values += expected.equals("error") ? 0 : 1;
            if (!actual.equals(expected)) {
                wrong.put(expression, "CEL: " + expected + ", ours: " + actual);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(values).as("expressions that have a value").isBetween(RANDOM_EXPRESSIONS / 4, RANDOM_EXPRESSIONS);
    }

    private static String answer(String text) {
        Problems problems = new Problems();
        Expression expression = Expression.parse(Passage.of(new Source("case", text)), problems);
        try {
            Value value = expression.eval(Scope.of(SCOPE));
            return problems.isEmpty() ? Oracle.show(value) : "error";
        } catch (ExpressionError _) {
            return "error";
        }
    }

    private static List<String> cases() {
        try (InputStream in = AgreementWithCelTest.class.getResourceAsStream("/expression/cases.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("# ") && !line.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Value> scope() {
        Map<String, Value> scope = new LinkedHashMap<>();
        scope.put("x", Value.of(3));
        scope.put("r", Value.of(2.5));
        scope.put("t", Value.of("hello"));
        scope.put("digits", Value.of("12"));
        scope.put("n", Value.Null.NULL);
        scope.put("yes", Value.of(true));
        scope.put("took", Value.of(Duration.ofMillis(1500)));
        scope.put("l", Value.of(List.of(Value.of(1), Value.of(2), Value.of(3))));
        scope.put("m", Value.of(Map.of("a", Value.of(1), "b", Value.of(Map.of("c", Value.of("deep"))))));
        scope.put("empty", Value.of(Map.of()));
        scope.put("rows", Value.of(List.of(row(1, "a", true), row(2, "b", false))));
        return scope;
    }

    private static Value row(long id, String name, boolean ok) {
        return Value.of(Map.of("id", Value.of(id), "name", Value.of(name), "ok", Value.of(ok)));
    }
}
