package dev.runbook.load;

import dev.runbook.reading.Fields;
import dev.runbook.yaml.Node.Scalar;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads regular expressions.
final class Patterns {
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private Patterns() {}

    /// The pattern under a key; a mistake in it is a problem at its place.
    static Pattern read(Fields fields, String key) {
        try {
            return Pattern.compile(fields.text(key, "(?!)"), Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            Scalar written = fields.scalar(key);
            fields.reading().problems().error(written == null ? fields.place(key) : written.span(),
                    "not a regular expression: " + e.getDescription(),
                    "Write a Java regular expression; a literal . * ( [ needs a \\ before it.");
            return NOTHING;
        }
    }
}
