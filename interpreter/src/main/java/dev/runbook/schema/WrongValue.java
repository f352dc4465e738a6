package dev.runbook.schema;

import dev.runbook.problem.Problem;
import dev.runbook.source.Span;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Says that a value is not what it must be.
record WrongValue(Document document) {
    private static final Pattern WHOLE = Pattern.compile("\\$\\{\\{[^{}]*\\}\\}");
    private static final int LONGEST = 40;

    /// No problem for what the YAML reader has told of already: a value that is only a comment, or `{{ }}`.
    List<Problem> wrong(Finding finding, SchemaPlace place) {
        Node node = document.node(finding.at());
        String name = Document.name(finding.at());
        if (node instanceof Mapping mapping && mapping.span().text().startsWith("{{")) {
            return List.of();
        }
        if (node instanceof Scalar scalar && scalar.isNull()) {
            return behindComment(scalar)
                    ? List.of()
                    : List.of(Problem.error(document.head(finding.at()), name + " has no value",
                            "Write one, or delete the " + (isItem(finding) ? "dash." : "key.")
                                    + example(finding, place)));
        }
        if (node instanceof Scalar scalar && finding.is("pattern", "enum")
                && WHOLE.matcher(scalar.text().strip()).matches()) {
            return List.of(Problem.error(node.span(), "an expression in " + name,
                    "It is needed before the run, when everything is checked: write the value itself."));
        }
        List<String> words = place.words();
        String title = finding.is("enum")
                ? name + " can't be " + shown(node)
                : name + " must be " + noun(place) + ", not " + shown(node);
        return List.of(Problem.error(node.span(), title,
                words.isEmpty() ? advice(finding, place, node) : wordAdvice(finding, node, words)));
    }

    private static boolean isItem(Finding finding) {
        return !finding.at().isEmpty() && finding.at().getLast() instanceof Integer;
    }

    private static String noun(SchemaPlace place) {
        String noun = place.noun();
        List<String> branch = place.words();
        if (noun == null && !branch.isEmpty() && place.here().has("enum")) {
            return String.join(", ", branch);
        }
        if (noun != null || !place.here().has("anyOf")) {
            return noun != null ? noun : types(place.here().path("type"));
        }
        List<String> nouns = new ArrayList<>();
        for (int i = 0; i < place.here().path("anyOf").size(); i++) {
            nouns.add(noun(place.branch(i)));
        }
        return String.join(", or ", nouns);
    }

    private static String types(JsonNode type) {
        List<String> names = new ArrayList<>();
        (type.isArray() ? type.valueStream() : List.of(type).stream())
                .forEach(one -> names.add(switch (one.asString()) {
                    case "boolean" -> "true or false";
                    case "integer" -> "a whole number";
                    case "number" -> "a number";
                    case "array" -> "a list";
                    case "object" -> "a map";
                    case "null" -> "null";
                    default -> "a text";
                }));
        boolean template = names.equals(List.of("a whole number", "a text"));
        return template ? names.getFirst() : names.stream().distinct().collect(Collectors.joining(" or "));
    }

    private static String shown(Node node) {
        if (node instanceof Scalar scalar && scalar.text().length() <= LONGEST && scalar.text().indexOf('\n') < 0) {
            return scalar.value().type().equals("string") ? '"' + scalar.text() + '"' : scalar.text();
        }
        return node.kind();
    }

    private static String wordAdvice(Finding finding, Node node, List<String> words) {
        String valid = (finding.is("enum") ? "Valid here: " : "Words that are valid here: ")
                + String.join(", ", words) + ".";
        String nearest = node instanceof Scalar scalar ? Synonyms.nearest(scalar.text(), words) : "";
        if (nearest.isEmpty() && Document.name(finding.at()).equals("\"on_failure\"")) {
            return valid + " A recovery is named in a decision, as in on_failure: {decide: [{otherwise: restore}]};"
                    + " a check that may fail stands under `warn`.";
        }
        return nearest.isEmpty() ? valid : valid + " Did you mean \"" + nearest + "\"?";
    }

    private static String advice(Finding finding, SchemaPlace place, Node node) {
        String key = Wording.prefix(finding.at());
        String noun = noun(place);
        String made = new Instead(key, noun).of(node);
        if (finding.at().isEmpty()) {
            return "It begins with `runbook:` and has `steps:`.";
        }
        if (noun.startsWith("a list") && node instanceof Mapping) {
            return "Begin each item with `- `." + example(finding, place);
        }
        if (noun.startsWith("a map") && node instanceof Sequence && !finding.at().isEmpty()) {
            return "A map is written without `- `, one `key: value` on each line." + example(finding, place);
        }
        String listed = noun.equals("a list") && node instanceof Scalar one && takesTexts(place)
                ? Instead.list(key, one.text())
                : null;
        return listed != null ? listed : made.isEmpty() ? example(finding, place).strip() : made;
    }

    /// Whether the items of a list are texts, rather than maps.
    private static boolean takesTexts(SchemaPlace place) {
        JsonNode items = place.here().path("items");
        String definition = items.path("$ref").asString("").replaceFirst(".*/", "");
        return !place.definition(definition).path("type").asString("").equals("object")
                && !items.path("type").asString("").equals("object");
    }

    private static String example(Finding finding, SchemaPlace place) {
        return Examples.sentence(Wording.prefix(finding.at()), place.example());
    }

    private static boolean behindComment(Scalar scalar) {
        Span span = scalar.span();
        String line = span.source().text().substring(span.end()).lines().findFirst().orElse("");
        return scalar.text().isEmpty() && line.stripLeading().startsWith("#");
    }
}
