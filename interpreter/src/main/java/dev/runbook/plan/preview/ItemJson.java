package dev.runbook.plan.preview;

import dev.runbook.evidence.Fact;
import dev.runbook.model.Leaves;
import dev.runbook.model.Step;
import dev.runbook.plan.preview.Item.Branch;
import dev.runbook.plan.preview.Item.Condition;
import dev.runbook.plan.preview.Item.Question;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step of the plan as JSON. What does not apply to a step is left out, except where null says something.
record ItemJson(Item item) {

    static Value all(List<Item> items) {
        return Value.of(items.stream().map(each -> new ItemJson(each).json()).toList());
    }

    private Value json() {
        Step step = item.step();
        Map<String, Value> json = new LinkedHashMap<>();
        json.put("key", Value.of(step.label().key()));
        json.put("name", Value.of(item.name()));
        json.put("kind", Value.of(step.label().kind()));
        json.put("line", Value.of(step.label().span().position().line()));
        some(json, "tags", texts(step.label().tags()));
        put(json, "skipped", item.skipped());
        some(json, "source", Value.of(item.source().stream().map(ItemJson::fact).toList()));
        some(json, "values", texts(item.values()));
        put(json, "connection", item.place().connection());
        flag(json, "replica", item.place().replica());
        put(json, "host", item.place().host());
        flow(step.flow(), json);
        does(json);
        undo(step.undo(), json);
        some(json, "branches", Value.of(item.branches().stream().map(ItemJson::branch).toList()));
        some(json, "done_when", all(item.doneWhen()));
        some(json, "verify", all(item.verify()));
        return Value.of(json);
    }

    private void flow(Step.Flow flow, Map<String, Value> json) {
        Condition condition = item.condition();
        if (condition != null) {
            put(json, "if", condition.text().strip());
            Boolean holds = condition.holds();
            json.put("if_holds", holds == null ? Value.Null.NULL : Value.of(holds));
        }
        put(json, "for_each", flow.forEach() == null ? null : flow.forEach().text());
        flag(json, "always", flow.always());
        time(json, "estimate", flow.estimate());
        time(json, "timeout", flow.timeout());
        Step.Retry retry = flow.retry();
        if (retry != null && !item.open().containsKey("retry.times")) {
            json.put("tries", Value.of(retry.times() + 1L));
        }
        some(json, "computed", texts(item.open()));
    }

    private void does(Map<String, Value> json) {
        json.put("change", word(item.change()));
        Transaction transaction = item.transaction();
        if (transaction != null) {
            json.put("transaction", word(transaction.mode()));
            if (transaction.heldBack() > 0) {
                json.put("commit_held_back", Value.of(transaction.heldBack()));
            }
        }
        Question question = item.question();
        if (question != null) {
            json.put("asks", Value.of(true));
            json.put("answer", text(question.answer()));
        }
    }

    private void undo(Step.Undo undo, Map<String, Value> json) {
        flag(json, "rollback", !undo.rollback().isEmpty());
        Leaves leaves = undo.leaves();
        if (leaves != null) {
            put(json, "leaves", leaves.why().strip());
            some(json, "leaves_tables", texts(leaves.tables()));
            some(json, "leaves_objects", texts(leaves.objects()));
        }
        put(json, "irreversible", undo.irreversible());
        put(json, "on_failure", undo.onFailure() == null ? null : Way.of(undo.onFailure()));
    }

    private static Value branch(Branch branch) {
        Map<String, Value> json = new LinkedHashMap<>();
        put(json, "option", branch.option());
        json.put("steps", all(branch.items()));
        return Value.of(json);
    }

    private static Value fact(Fact fact) {
        String text = switch (fact) {
            case Fact.Text(_, String plain) -> plain;
            case Fact.Code(_, _, String code) -> code;
            case Fact.Grid _,Fact.Series _,Fact.Difference _ -> "";
        };
        Map<String, Value> json = new LinkedHashMap<>();
        json.put("label", Value.of(fact.label()));
        json.put("text", Value.of(text));
        return Value.of(json);
    }

    static Value text(@Nullable String text) {
        return text == null ? Value.Null.NULL : Value.of(text);
    }

    static Value texts(List<String> texts) {
        return Value.of(texts.stream().map(Value::of).toList());
    }

    static Value texts(Map<String, String> texts) {
        Map<String, Value> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, Value.of(text)));
        return Value.of(values);
    }

    /// A length of time as JSON's own numbers can say it: in seconds.
    static Value seconds(@Nullable Duration duration) {
        return duration == null ? Value.Null.NULL : Value.of(duration.toSeconds());
    }

    private static Value word(Enum<?> word) {
        return Value.of(word.name().toLowerCase(Locale.ROOT));
    }

    private static void put(Map<String, Value> json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, Value.of(text));
        }
    }

    private static void flag(Map<String, Value> json, String name, boolean flag) {
        if (flag) {
            json.put(name, Value.of(true));
        }
    }

    private static void time(Map<String, Value> json, String name, @Nullable Duration duration) {
        if (duration != null) {
            json.put(name, seconds(duration));
        }
    }

    private static void some(Map<String, Value> json, String name, Value value) {
        boolean empty = switch (value) {
            case Value.Sequence(List<Value> items) -> items.isEmpty();
            case Value.Dictionary(Map<String, Value> fields) -> fields.isEmpty();
            case Value.Null _,Value.Bool _,Value.Int _,Value.Real _,Value.Text _,Value.Lapse _ -> false;
        };
        if (!empty) {
            json.put(name, value);
        }
    }
}
