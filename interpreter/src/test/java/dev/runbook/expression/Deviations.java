package dev.runbook.expression;

import java.util.List;
import java.util.Optional;

/// Where our expressions differ from CEL, and why; everything else agrees.
final class Deviations {
    private static final String RAW = "the language definition knows no escapes in raw texts; cel-java refuses one that "
            + "ends in a backslash";
    private static final String COMMA = "a comma alone is a slip of the finger";
    private static final String RECEIVER = "CEL's checker refuses the call, as we do; its runtime alone, which is the "
            + "oracle here, knows functions by their names";
    private static final String LEAK = "the oracle's runtime takes an error that comes out of && for a value that differs "
            + "from all others; in the language definition == passes errors on";
    private static final String NUMBERS = "cel-java rounds the integer; the language definition compares as on one line";
    private static final String DAYS = "days are how the rest of the language writes durations too";
    private static final String DOUBLES = "cel-java takes what Java's parseDouble takes; ours are decimals, as CEL writes";
    private static final String TYPES = "there is no such type here";
    private static final String PAIRS = "CEL drops pairs of signs before it looks at types";

    static final List<Deviation> ALL = List.of(new Deviation("r'''a\\'''", "string a\\", RAW),
            new Deviation("r'\\'", "string \\", RAW), new Deviation("[,]", "error", COMMA),
            new Deviation("{,}", "error", COMMA), new Deviation("contains('a', 'b')", "error", RECEIVER),
            new Deviation("getHours(duration('1h'))", "error", RECEIVER),
            new Deviation("(1 || false) == 2", "error", LEAK),
            new Deviation("9223372036854775807 == 9223372036854775807.0", "bool false", NUMBERS),
            new Deviation("duration('7d')", "duration PT168H", DAYS),
            new Deviation("double(' 1')", "error", DOUBLES), new Deviation("double('1f')", "error", DOUBLES),
            new Deviation("double('0x1p3')", "error", DOUBLES), new Deviation("1u", "error", TYPES),
            new Deviation("b'a'", "error", TYPES), new Deviation("type(1)", "error", TYPES),
            new Deviation("dyn(1)", "error", "what is not known is dynamic already"),
            new Deviation("{1: 2}", "error", "keys are texts, as in YAML and JSON"),
            new Deviation(".x", "error", "there are no containers that a name could be looked up outside of"),
            new Deviation("!!x", "error", PAIRS), new Deviation("--t", "error", PAIRS));

    private Deviations() {}

    /// An expression, what it is here, and why it is not what CEL says.
    record Deviation(String expression, String ours, String why) {}

    static Optional<String> expected(String expression) {
        return ALL.stream().filter(d -> d.expression().equals(expression)).map(Deviation::ours).findFirst();
    }
}
