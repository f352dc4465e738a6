package dev.runbook.run;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.expression.Scope;
import dev.runbook.model.Step.Hint;
import dev.runbook.value.Regex;
import java.util.ArrayList;
import java.util.List;

/// Known errors: what the runbook says about them is added to the failure.
final class Hints {
    private Hints() {}

    static Failure add(List<Hint> hints, Failure failure, Scope scope) {
        return add(hints, failure, "", scope);
    }

    /// @param said what the step itself said beside the failure, such as a script's standard error
    static Failure add(List<Hint> hints, Failure failure, String said, Scope scope) {
        List<Fact> facts = new ArrayList<>(failure.facts());
        String all = failure.title() + "\n" + failure.advice() + "\n" + texts(failure) + said;
        hints.stream().filter(hint -> isIn(hint, all))
                .forEach(hint -> facts.add(new Fact.Text("hint", say(hint, scope))));
        return new Failure(failure.title(), failure.code(), failure.advice(), facts);
    }

    /// A hint helps, and judges nothing: one whose search is given up is left out.
    private static boolean isIn(Hint hint, String all) {
        try {
            return Regex.of(hint.match()).isFoundIn(all);
        } catch (Regex.Failure _) {
            return false;
        }
    }

    /// What cannot be put in stays as it is written: a hint must not hide the failure that it is about.
    private static String say(Hint hint, Scope scope) {
        return hint.say().eval(Scope.incomplete(scope)).text();
    }

    private static String texts(Failure failure) {
        StringBuilder texts = new StringBuilder();
        for (Fact fact : failure.facts()) {
            switch (fact) {
                case Fact.Text(_, String text) -> texts.append(text).append('\n');
                case Fact.Code(_, _, String text) -> texts.append(text).append('\n');
                case Fact.Grid _,Fact.Series _,Fact.Difference _ -> {
                }
            }
        }
        return texts.toString();
    }
}
