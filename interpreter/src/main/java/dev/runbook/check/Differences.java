package dev.runbook.check;

import dev.runbook.evidence.Fact;
import dev.runbook.expression.Scope;
import dev.runbook.table.compare.LineDiff;
import dev.runbook.value.Value;
import org.jspecify.annotations.Nullable;

/// What differs between an expected text and the one that was found, line by line.
final class Differences {
    private Differences() {}

    /// The difference of two texts, where one of them has several lines; a single line says it all by itself.
    static Fact.@Nullable Difference ofTexts(String label, Matcher matcher, Value actual, Scope scope) {
        if (!(matcher instanceof Matcher.Equals(Operand operand)) || !(actual instanceof Value.Text(String found))) {
            return null;
        }
        String wanted = operand.value(scope, actual).text();
        return wanted.contains("\n") || found.contains("\n")
                ? new Fact.Difference(label, wanted, found, LineDiff.between(wanted, found).unified(3))
                : null;
    }
}
