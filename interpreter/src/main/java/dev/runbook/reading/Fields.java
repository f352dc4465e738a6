package dev.runbook.reading;

import dev.runbook.expression.Expression;
import dev.runbook.expression.Template;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.value.Durations;
import dev.runbook.value.Type;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Typed access to the keys of a mapping.
///
/// What has a wrong shape reads as absent: the schema has reported it already, and one mistake is one problem.
public record Fields(Mapping mapping, Reading reading) {

    public Span span() {
        return mapping.span();
    }

    /// These keys, read where only what is known before there is a database has a name.
    public Fields beforeTarget() {
        return new Fields(mapping, reading.beforeTarget());
    }

    public boolean has(String key) {
        return mapping.has(key);
    }

    public @Nullable Node node(String key) {
        return mapping.get(key);
    }

    /// The place of a key, or of the whole mapping when the key is absent.
    public Span place(String key) {
        Node.Entry entry = mapping.find(key);
        return entry == null ? mapping.span() : entry.key().span();
    }

    /// The place of a value, or of the whole mapping when the key is absent.
    public Span valuePlace(String key) {
        Node value = mapping.get(key);
        return value == null ? mapping.span() : value.span();
    }

    public @Nullable Scalar scalar(String key) {
        return mapping.get(key) instanceof Scalar scalar && !scalar.isNull() ? scalar : null;
    }

    public @Nullable String text(String key) {
        Scalar scalar = scalar(key);
        return scalar == null ? null : scalar.text();
    }

    public String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    public boolean flag(String key) {
        return "true".equals(constant(key));
    }

    public long number(String key, long otherwise) {
        String text = constant(key);
        return text != null && text.matches("-?\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }

    /// A length of time; null where it is to be computed, which [#late] has then.
    public @Nullable Duration durationOrLate(String key) {
        return late(key) == null ? duration(key) : null;
    }

    public @Nullable Duration duration(String key) {
        String text = constant(key);
        return text == null ? null : Durations.parse(text).orElse(null);
    }

    /// A text that must be known when the file is read. An expression in its place must not read as nothing at all:
    /// a time limit that nobody keeps is worse than none.
    private @Nullable String constant(String key) {
        Scalar scalar = scalar(key);
        if (scalar != null && scalar.text().contains("${{")) {
            reading.problems().error(scalar.span(), "an expression in \"" + key + "\"",
                    "It is needed before the run: write the value itself.");
            return null;
        }
        return scalar == null ? null : scalar.text();
    }

    /// A text in which `${{ }}` may stand.
    public @Nullable Template template(String key) {
        Scalar scalar = scalar(key);
        return scalar == null ? null : reading.template(scalar.passage());
    }

    public Template template(String key, String otherwise) {
        Template template = template(key);
        return template == null ? reading.template(Passage.somewhere(otherwise, mapping.span())) : template;
    }

    /// A list: written out, or computed as a whole.
    public @Nullable Items list(String key) {
        return switch (mapping.get(key)) {
            case null -> null;
            case Scalar scalar -> new Items.Computed(reading.list(scalar.passage()));
            case Sequence sequence -> new Items.Written(sequence.items().stream()
                    .map(item -> Given.read(item, reading)).toList());
            case Mapping _ -> null;
        };
    }

    /// An expression that must be true or false.
    public @Nullable Expression condition(String key) {
        Scalar scalar = scalar(key);
        return scalar == null || scalar.text().isEmpty() ? null : reading.condition(scalar.passage());
    }

    /// Texts by name, each with `${{ }}` where it likes: `env`, `vars`, `params`.
    public Map<String, Template> templates(String key) {
        Map<String, Template> templates = new LinkedHashMap<>();
        for (Node.Entry entry : entries(key)) {
            if (entry.value() instanceof Scalar scalar) {
                templates.put(entry.name(), reading.template(scalar.passage()));
            }
        }
        return templates;
    }

    /// Values by name, of any shape.
    public Map<String, Given> givens(String key) {
        Map<String, Given> givens = new LinkedHashMap<>();
        entries(key).forEach(entry -> givens.put(entry.name(), Given.read(entry.value(), reading)));
        return givens;
    }

    /// The text of a key, where an expression in it is computed when the step begins; null when there is none.
    public @Nullable Template late(String key) {
        Scalar scalar = scalar(key);
        return scalar != null && scalar.text().contains("${{") ? reading.template(scalar.passage()) : null;
    }

    /// The same, where only values of some types make sense.
    ///
    /// @param wanted what it should be, in words
    public @Nullable Template late(String key, Set<Type> fitting, String wanted) {
        Scalar scalar = scalar(key);
        return scalar != null && scalar.text().contains("${{")
                ? reading.template(scalar.passage(), fitting, wanted)
                : null;
    }

    /// Source code as it stands.
    public @Nullable Passage source(String key, String instead) {
        Scalar scalar = scalar(key);
        return scalar == null ? null : reading.source(scalar.passage(), instead);
    }

    public List<Node.Entry> entries(String key) {
        return mapping.get(key) instanceof Mapping inner ? inner.entries() : List.of();
    }

    /// Whether a key that wants names below it has something else: nobody knows then which names there are.
    public boolean isMisshapen(String key) {
        Node node = mapping.get(key);
        return node != null && !(node instanceof Mapping);
    }

    /// The items of a list; a single value is a list of one.
    public List<Node> items(String key) {
        Node node = mapping.get(key);
        return node instanceof Sequence sequence ? sequence.items() : node == null ? List.of() : List.of(node);
    }

    /// The texts of a list.
    public List<String> texts(String key) {
        return items(key).stream().filter(Scalar.class::isInstance).map(item -> ((Scalar) item).text()).toList();
    }

    /// The mappings of a list.
    public List<Fields> sections(String key) {
        return items(key).stream().filter(Mapping.class::isInstance).map(item -> new Fields((Mapping) item, reading))
                .toList();
    }

    public @Nullable Fields section(String key) {
        return mapping.get(key) instanceof Mapping inner ? new Fields(inner, reading) : null;
    }
}
