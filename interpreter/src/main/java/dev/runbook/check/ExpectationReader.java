package dev.runbook.check;

import dev.runbook.jsonpath.JsonPath;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Reading;
import dev.runbook.source.Passage;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Reads `expect` and `warn`: each key is a check.
public final class ExpectationReader {
    private final Reading reading;
    private final MatcherReader matchers;
    private final BooleanSupplier sorted;
    private final List<Check> checks = new ArrayList<>();

    private ExpectationReader(Reading reading, BooleanSupplier sorted) {
        this.reading = reading;
        this.sorted = sorted;
        this.matchers = new MatcherReader(reading);
    }

    /// The checks of one `expect` or `warn`.
    ///
    /// @param reading in which the step's own fields are known
    /// @param sorted whether the step's query says in which order its rows come
    public static List<Check> read(Mapping expectation, Reading reading, BooleanSupplier sorted) {
        ExpectationReader reader = new ExpectationReader(reading, sorted);
        Fields fields = new Fields(expectation, reading);
        expectation.entries().forEach(entry -> reader.read(entry, fields));
        return List.copyOf(reader.checks);
    }

    private void read(Node.Entry entry, Fields all) {
        Node value = entry.value();
        switch (entry.name()) {
            case "that" -> all.items("that").forEach(this::that);
            case "table" -> table(value, isOrdered(all));
            case "records" -> checks.add(new Check.OfRows(new RowsExpectation.Records(all.sections("records").stream()
                    .map(row -> columns(row.mapping())).toList(), isOrdered(all))));
            case "each" -> rows(value, RowsExpectation.Each::new);
            case "any" -> rows(value, RowsExpectation.Any::new);
            case "none" -> rows(value, RowsExpectation.None::new);
            case "notices", "warnings" -> checks.add(new Check.OfMessages(new MessagesExpectation(entry.name(),
                    all.items(entry.name()).stream().map(this::message).toList())));
            case "error" -> checks.add(new Check.OfError(error(value)));
            case "same_as" -> sameAs(value, isOrdered(all));
            case "json" -> all.entries("json").forEach(this::json);
            case "headers" -> all.entries("headers").forEach(header -> checks
                    .add(new Check.OfHeader(header.name(), matchers.read(header.value()))));
            case "took" -> checks.add(new Check.OfField("took", matchers.time(value)));
            case "locks" -> locks(all.section("locks"));
            case "order" -> {
            }
            default -> checks.add(new Check.OfField(entry.name(), matchers.read(value)));
        }
    }

    private void that(Node node) {
        if (node instanceof Scalar scalar) {
            checks.add(new Check.That(reading.condition(scalar.passage())));
        }
    }

    private boolean isOrdered(Fields all) {
        String order = all.text("order");
        return order == null ? sorted.getAsBoolean() : order.equals("given");
    }

    private void table(Node value, boolean ordered) {
        if (value instanceof Scalar scalar) {
            TableExpectation table = TableExpectation.read(scalar.passage(), ordered, reading.problems());
            if (table != null) {
                checks.add(new Check.OfTable(table));
            }
        }
    }

    private void rows(Node value, java.util.function.Function<Map<String, Matcher>, RowsExpectation> make) {
        if (value instanceof Mapping row) {
            checks.add(new Check.OfRows(make.apply(columns(row))));
        }
    }

    private Map<String, Matcher> columns(Mapping row) {
        Map<String, Matcher> columns = new LinkedHashMap<>();
        row.entries().forEach(entry -> columns.put(entry.name(), matchers.read(entry.value())));
        return columns;
    }

    /// A message is found by a part of it; a matcher says more.
    private Matcher message(Node node) {
        return node instanceof Scalar ? new Matcher.Contains(Operand.read(node, reading)) : matchers.read(node);
    }

    private ErrorExpectation error(Node value) {
        if (!(value instanceof Mapping mapping)) {
            return new ErrorExpectation(null, message(value));
        }
        Node state = mapping.get("sqlstate");
        Node message = mapping.get("message");
        return new ErrorExpectation(state == null ? null : matchers.read(state), messageOrNull(message));
    }

    private @Nullable Matcher messageOrNull(@Nullable Node node) {
        return node == null ? null : message(node);
    }

    private void sameAs(Node value, boolean ordered) {
        if (value instanceof Scalar scalar) {
            reading.step(scalar.passage());
            checks.add(new Check.SameAs(new SameAsExpectation(scalar.text(), List.of(), ordered)));
        } else if (value instanceof Mapping mapping) {
            Fields fields = new Fields(mapping, reading);
            Scalar step = fields.scalar("step");
            if (step != null) {
                reading.step(step.passage());
            }
            checks.add(
                    new Check.SameAs(new SameAsExpectation(fields.text("step", ""), fields.texts("columns"), ordered)));
        }
    }

    private void locks(@Nullable Fields locks) {
        if (locks != null) {
            Node blocked = locks.node("blocked_for");
            checks.add(new Check.OfLocks(new LocksExpectation(locks.text("strongest"),
                    blocked == null ? null : matchers.time(blocked))));
        }
    }

    private void json(Node.Entry entry) {
        Passage path = entry.key().passage();
        JsonPath compiled = JsonPath.parse(path, reading.problems());
        if (compiled != null) {
            checks.add(new Check.OfJson(new JsonExpectation(path.text(), compiled, matchers.read(entry.value()))));
        }
    }
}
