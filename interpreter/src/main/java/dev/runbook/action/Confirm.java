package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.reading.Reading;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `confirm`: a check that only a person can make.
///
/// @param items what is to be confirmed: one sentence, or a checklist
public record Confirm(String step, List<Template> items) implements Action {

    /// Reads it from a text or a list of texts.
    public static Confirm read(String step, Node node, Reading reading) {
        List<Node> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
        return new Confirm(step, items.stream().filter(Scalar.class::isInstance)
                .map(item -> reading.template(((Scalar) item).passage())).toList());
    }

    @Override
    public Observation perform(Tools tools) {
        List<String> questions = texts(tools.scope());
        Operator.Answer answer = tools.operator().confirm(step, questions);
        boolean confirmed = answer.text().equals("yes");
        Observation seen = Observation.of(Map.of("answer", Value.of(confirmed), "by", Value.of(answer.by())));
        return confirmed
                ? seen
                : new Observation(seen.fields(), List.of(), Failure.of("unconfirmed",
                        "not confirmed by " + answer.by() + ": " + questions.getFirst().strip(), ""));
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Text("confirm", texts(scope).stream().map(String::strip)
                .collect(Collectors.joining("\n"))));
    }

    @Override
    public Remains remains() {
        return Remains.NOTHING;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("answer", Type.Simple.BOOL, "by", Type.Simple.TEXT);
    }

    private List<String> texts(Scope scope) {
        return items.stream().map(item -> item.eval(scope).text()).toList();
    }
}
