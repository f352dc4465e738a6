package dev.runbook.run.stage;

import dev.runbook.action.Operator;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Answers the questions of one step, from the answers given beforehand or by asking, and tells each answer.
public final class ToldOperator implements Operator {
    private final Site site;
    private final Teller teller;
    private final StepRef ref;

    public ToldOperator(Site site, Teller teller, StepRef ref) {
        this.site = site;
        this.teller = teller;
        this.ref = ref;
    }

    @Override
    public Answer confirm(String step, List<String> items) {
        Value given = site.answers().get(step);
        Answer answer = given == null
                ? site.person().confirm(step, items)
                : new Answer(given.text().matches("true|yes|y") ? "yes" : "no", by());
        items.forEach(item -> teller.answered(ref, item.strip(), answer.text(), answer.by()));
        return answer;
    }

    @Override
    public Answer prompt(String step, String question) {
        return told(step, question, () -> site.person().prompt(step, question));
    }

    @Override
    public Answer choose(String step, String question, List<String> options) {
        return told(step, question, () -> site.person().choose(step, question, options));
    }

    @Override
    public void look(List<Path> files) {
        site.person().look(files);
    }

    private Answer told(String step, String question, Supplier<Answer> ask) {
        Value given = site.answers().get(step);
        Answer answer = given == null ? ask.get() : new Answer(given.text(), by());
        teller.answered(ref, question.strip(), answer.text(), answer.by());
        return answer;
    }

    private String by() {
        return site.sandbox() ? "the sandbox's answers" : "the answers given beforehand";
    }
}
