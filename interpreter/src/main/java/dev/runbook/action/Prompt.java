package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.util.List;
import java.util.Map;

/// `prompt`: asks for a text to record.
public record Prompt(String step, Template question) implements Action {

    @Override
    public Observation perform(Tools tools) {
        Operator.Answer answer = tools.operator().prompt(step, question.eval(tools.scope()).text());
        return answer.text().isBlank()
                ? Observation.failed(Failure.of("unanswered", "no answer was given", "Answer in a word or a sentence."))
                : Observation.of(Map.of("answer", Value.of(answer.text()), "by", Value.of(answer.by())),
                        new Fact.Text("answer", answer.text()));
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Text("prompt", question.eval(scope).text()));
    }

    @Override
    public Remains remains() {
        return Remains.NOTHING;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("answer", Type.Simple.TEXT, "by", Type.Simple.TEXT);
    }
}
