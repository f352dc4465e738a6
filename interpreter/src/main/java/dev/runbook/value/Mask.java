package dev.runbook.value;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Hides secrets in texts and values, in whichever form they come back: as they are, quoted for SQL or a shell, escaped
/// for JSON, HTML, COPY or an URL, in hex, in base64 (also amid a longer base64 text). The text around them stays.
///
/// A secret of several lines is hidden as a whole and line by line, short lines (under four characters) aside. What is
/// not recognised: base64 broken into lines within the secret, and two encodings one over the other.
public final class Mask {
    /// What stands in a secret's place.
    public static final String TOKEN = "***";
    private static final Mask NOTHING = of(Set.of());

    private final Automaton automaton;

    private Mask(Automaton automaton) {
        this.automaton = automaton;
    }

    /// A mask that hides nothing.
    public static Mask none() {
        return NOTHING;
    }

    static Mask of(Collection<String> secrets) {
        Set<SecretForms.Form> forms = new LinkedHashSet<>();
        secrets.forEach(secret -> forms.addAll(SecretForms.of(secret)));
        return new Mask(new Automaton(forms));
    }

    public String mask(String text) {
        if (!automaton.occursIn(text)) {
            return text;
        }
        MaskingStream stream = stream();
        return stream.feed(text) + stream.finish();
    }

    /// The value with the secrets hidden in all its texts, names and numbers; a number that shows one becomes a text.
    public Value mask(Value value) {
        return switch (value) {
            case Value.Null _,Value.Bool _,Value.Lapse _ -> value;
            case Value.Int _,Value.Real _ -> automaton.occursIn(value.text()) ? Value.of(mask(value.text())) : value;
            case Value.Text(var text) -> Value.of(mask(text));
            case Value.Sequence(var items) -> Value.of(items.stream().map(this::mask).toList());
            case Value.Dictionary(var fields) -> Value.of(masked(fields));
        };
    }

    /// Hides secrets in a text that comes in pieces, wherever it is cut.
    public MaskingStream stream() {
        return new MaskingStream(automaton);
    }

    private Map<String, Value> masked(Map<String, Value> fields) {
        Map<String, Value> masked = new LinkedHashMap<>();
        fields.forEach((name, value) -> masked.put(unused(mask(name), masked), mask(value)));
        return masked;
    }

    /// Two names that were secrets must not become one.
    private static String unused(String name, Map<String, Value> taken) {
        String free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            free = name + "(" + i + ")";
        }
        return free;
    }
}
