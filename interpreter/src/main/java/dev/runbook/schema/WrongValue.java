package dev.runbook.schema;

import dev.runbook.problem.Problem;
import dev.runbook.source.Span;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Says that a value is not what it must be.
record WrongValue(Document document) {
    private static final Pattern SPOKEN = Pattern.compile("(\\d+) *([A-Za-z]*)");
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
                            "Write one, or delete the key." + example(finding, place)));
        }
        List<String> words = place.words();
        String title = finding.is("enum")
                ? name + " can't be " + shown(node)
                : name + " must be " + noun(place) + ", not " + shown(node);
        return List.of(Problem.error(node.span(), title,
                words.isEmpty() ? advice(finding, place, node) : wordAdvice(finding, node, words)));
    }

    private static String noun(SchemaPlace place) {
        String noun = place.noun();
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
        return nearest.isEmpty() ? valid : valid + " Did you mean \"" + nearest + "\"?";
    }

    private static String advice(Finding finding, SchemaPlace place, Node node) {
        String key = Wording.prefix(finding.at());
        String noun = noun(place);
        String made = node instanceof Scalar scalar && scalar.text().indexOf('\n') < 0
                ? fromText(key, noun, scalar.text())
                : "";
        if (finding.at().isEmpty()) {
            return "It begins with `runbook:` and has `steps:`.";
        }
        if (noun.startsWith("a list") && node instanceof Mapping) {
            return "Begin each item with `- `." + example(finding, place);
        }
        return made.isEmpty() ? example(finding, place).strip() : made;
    }

    /// How to write what somebody probably meant by a text, or nothing.
    private static String fromText(String key, String noun, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (noun.equals("true or false") && word.matches("yes|no|on|off|y|n|true|false")) {
            return "Write " + key + word.matches("yes|on|y|true") + ", without quotes.";
        }
        if (noun.equals("a duration") && SPOKEN.matcher(text).matches()) {
            return duration(key, text);
        }
        if (noun.startsWith("a name of letters")) {
            return "Write " + key + text.replaceAll("[^A-Za-z0-9_]+", "_") + ", for example.";
        }
        return switch (noun) {
            case "a step" -> "Say what it does, such as `- confirm: " + text + "` or `- shell: …`.";
            case "a list of steps" -> "Write steps below it, such as `- shell: " + text + "`.";
            case "a list" -> "Write " + key + "[" + text + "].";
            default -> "";
        };
    }

    private static String duration(String key, String text) {
        Matcher spoken = SPOKEN.matcher(text);
        String unit = spoken.matches() ? unit(spoken.group(2).toLowerCase(Locale.ROOT)) : "";
        return unit.isEmpty()
                ? "Say the unit: ms, s, m, h or d, as in `" + key + text.replaceAll("\\D", "") + "s`."
                : "Write " + key + spoken.group(1) + unit + ".";
    }

    private static String unit(String word) {
        return switch (word) {
            case "ms", "msec", "millis", "milliseconds" -> "ms";
            case "s", "sec", "secs", "second", "seconds" -> "s";
            case "m", "min", "mins", "minute", "minutes" -> "m";
            case "h", "hr", "hrs", "hour", "hours" -> "h";
            case "d", "day", "days" -> "d";
            default -> "";
        };
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
