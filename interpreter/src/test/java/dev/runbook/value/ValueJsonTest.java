package dev.runbook.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueJsonTest {
    @Test
    void aValueIsOneLineWithItsFieldsInTheirOrder() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("z", Value.of("a\nb\u0000\"\\é😀"));
        fields.put("a", Value.of(List.of(Value.of(1), Value.of(1.0), Value.Null.NULL, Value.of(true))));
        fields.put("d", Value.of(Duration.ofMillis(1500)));
        fields.put("n", Value.of(Double.NaN));
        assertThat(ValueJson.write(Value.of(fields)))
                .isEqualTo("{\"z\":\"a\\nb\\u0000\\\"\\\\é😀\",\"a\":[1,1.0,null,true],"
                        + "\"d\":{\"$duration\":\"PT1.5S\"},\"n\":{\"$number\":\"NaN\"}}");
    }

    @Test
    void anyValueComesBackAsItWas() throws ParseException {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            Value value = value(random, 4);
            String json = ValueJson.write(value);
            assertThat(json).doesNotContain("\n");
            assertThat(ValueJson.read(json)).isEqualTo(value);
        }
    }

    @Test
    void mapsThatLookLikeMarksComeBackAsMaps() throws ParseException {
        for (String name : List.of("$duration", "$number", "$map")) {
            for (Value inner : List.of(Value.of("PT1S"), Value.of("NaN"), Value.of(Map.of("a", Value.of(1))),
                    Value.of(Duration.ZERO),
                    Value.of(Map.of("$map", Value.of(Map.of("$duration", Value.of("PT1S"))))))) {
                Value one = Value.of(Map.of(name, inner));
                Value two = Value.of(Map.of(name, inner, "other", inner));
                assertThat(ValueJson.read(ValueJson.write(one))).isEqualTo(one);
                assertThat(ValueJson.read(ValueJson.write(two))).isEqualTo(two);
            }
        }
    }

    @Test
    void foreignJsonIsReadAsItStands() throws ParseException {
        assertThat(
                ValueJson.readPlain(" {\"$duration\": \"PT1S\", \"n\": 1e2, \"big\": 123456789012345678901234567890} "))
                .isEqualTo(Value.of(Map.of("$duration", Value.of("PT1S"), "n", Value.of(100.0), "big",
                        Value.of(Double.parseDouble("123456789012345678901234567890")))));
        assertThat(ValueJson.readPlain("{\"$duration\": \"PT1S\"}")).isEqualTo(Value.of(Map.of("$duration",
                Value.of("PT1S"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "{\"a\":}", "[1,]", "1 2", "nope", "\"a", "{\"a\" 1}", "NaN", "'a'",
            "\u0000"})
    void whatIsNoJsonIsRefused(String json) {
        assertThatThrownBy(() -> ValueJson.read(json)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> ValueJson.readPlain(json)).isInstanceOf(ParseException.class);
    }

    @Test
    void aHundredThousandLevelsAreRefused() {
        assertThatThrownBy(() -> ValueJson.readPlain("[".repeat(100_000))).isInstanceOf(ParseException.class)
                .hasMessageContaining("nesting");
    }

    @Test
    void aRefusalSaysWhere() {
        assertThatThrownBy(() -> ValueJson.readPlain("{\"a\": nope}")).isInstanceOfSatisfying(ParseException.class,
                e -> assertThat(e.getErrorOffset()).isBetween(6, 10));
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> Value.Null.NULL;
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of(random.nextLong());
            case 3 -> Value.of(Double.longBitsToDouble(random.nextLong()));
            case 4 -> Value.of(List.of(Double.POSITIVE_INFINITY, -0.0, 1e300, Double.MIN_VALUE).get(random.nextInt(4)));
            case 5 -> Value.of(text(random));
            case 6 -> Value.of(Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)));
            case 7 -> {
                List<Value> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth - 1));
                }
                yield Value.of(items);
            }
            default -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    fields.put(text(random), value(random, depth - 1));
                }
                yield Value.of(fields);
            }
        };
    }

    private static String text(Random random) {
        return List.of("", "a", "$duration", "$map", "$number", "PT1S", "'\"\\", "$(id)", "line\nline", "\u0000\u001F",
                "é€😀", "\u2028", "x".repeat(10_000)).get(random.nextInt(13));
    }
}
