package dev.runbook.schema;

import dev.runbook.problem.Problem;
import dev.runbook.schema.Unions.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Says that a key is unknown, misplaced, missing or one too many.
record WrongKey(Language language, Document document) {

    Problem unknown(Finding finding, SchemaPlace place) {
        String key = Objects.requireNonNull(finding.property());
        return Problem.error(document.key(finding.at(), key), "unknown key \"" + key + '"',
                whatInstead(key, finding, place));
    }

    private String whatInstead(String key, Finding finding, SchemaPlace place) {
        List<String> valid = place.keys();
        String nearest = Synonyms.nearest(key, valid);
        String unseen = unseen(key, valid);
        if (!unseen.isEmpty()) {
            return unseen;
        }
        if (!nearest.isEmpty()) {
            return "Did you mean \"" + nearest + "\"?";
        }
        if (!Synonyms.note(key).isEmpty()) {
            return Synonyms.note(key);
        }
        String home = elsewhere(key, finding, place);
        if (!home.isEmpty()) {
            return home;
        }
        if (place.isDefinition("step")) {
            return stepKeys(finding, valid);
        }
        if (valid.equals(List.of("otherwise"))) {
            return "Give it a `then`, and put `otherwise` into an item of its own, the last one.";
        }
        return "Valid here: " + String.join(", ", valid) + ".";
    }

    /// What can't be seen in a key, or does not belong into one.
    private static String unseen(String key, List<String> valid) {
        String visible = key.replaceAll("[\\p{Zs}\\p{Cf}]+", " ").strip();
        if (!visible.equals(key) && valid.contains(visible)) {
            return "White space that is no ordinary space stands in it; it came in with a paste. Write it anew.";
        }
        return key.matches(".*[\"'\\])}]")
                ? "A comma between braces or brackets begins the next key: quote the whole text before it."
                : "";
    }

    private String stepKeys(Finding finding, List<String> valid) {
        List<String> kinds = Choice.kinds(language);
        List<String> present = document.present(finding.at(), kinds);
        return present.isEmpty()
                ? "Say what the step does with one of: " + String.join(", ", kinds) + "."
                : "Beside \"" + present.getFirst() + "\" a step may have: " + valid.stream()
                        .filter(key -> !kinds.contains(key)).filter(key -> fits(key, present.getFirst()))
                        .collect(Collectors.joining(", ")) + ".";
    }

    /// Whether a key is common to all kinds of step, or goes with this one.
    private boolean fits(String key, String kind) {
        JsonNode friends = language.root().definition("step").path("dependentSchemas").path(key);
        return friends.isMissingNode() || friends.toString().contains('"' + kind + '"');
    }

    /// Where a key belongs that is known, but not in this place; or nothing.
    private String elsewhere(String key, Finding finding, SchemaPlace place) {
        if (place.isRoot()) {
            return atTop(key, place);
        }
        if (place.isDefinition("step")) {
            return inStep(key, finding);
        }
        if (!place.isDefinition("comparison") && place.definitionName().endsWith("_expectation")) {
            return inExpectation(key, finding, place);
        }
        return isKind(finding) && knows("step", key) ? ofStep(finding) : "";
    }

    private String atTop(String key, SchemaPlace place) {
        if (!knows("step", key)) {
            return "";
        }
        return place.here().path("properties").path("defaults").path("properties").has(key)
                ? "It belongs to a step, or below `defaults:` to hold for all of them."
                : "It belongs to a step: put it below `steps:`, in an item that begins with `- `.";
    }

    private String inStep(String key, Finding finding) {
        List<String> kinds = document.present(finding.at(), Choice.kinds(language));
        if (knows("any_expectation", key)) {
            List<String> friends = friends(key);
            boolean fits = kinds.isEmpty() || friends.isEmpty() || friends.contains(kinds.getFirst());
            return fits
                    ? "It is a check: put it below `expect:`."
                    : "It is a check of: " + String.join(", ", friends) + ".";
        }
        return language.root().keys().contains(key) ? "It stands at the top of the file, not in a step." : "";
    }

    private String inExpectation(String key, Finding finding, SchemaPlace place) {
        if (knows("comparison", key)) {
            String subject = Stream.of("value", "stdout", "body").filter(place.keys()::contains).findFirst()
                    .orElse(place.keys().getFirst());
            return "Say of what: " + subject + ": {" + key + ": …}.";
        }
        if (knows("any_expectation", key)) {
            return "It is a check of: " + String.join(", ", friends(key)) + ". Checks here: "
                    + String.join(", ", place.keys()) + ".";
        }
        return knows("step", key) ? ofStep(finding) : "";
    }

    private String ofStep(Finding finding) {
        List<String> all = keysOfStep(finding);
        return all.size() < 2
                ? "It belongs to the step itself: indent it as `" + finding.at().getLast() + "`."
                : "These belong to the step itself: " + String.join(", ", all) + ". Indent them as `"
                        + finding.at().getLast() + "`.";
    }

    /// Whether an unknown key is one of the step around what the step does.
    boolean isOfStep(Finding finding) {
        return isKind(finding) && keysOfStep(finding).contains(finding.property());
    }

    /// The keys at a place that are none of it, but of a step.
    private List<String> keysOfStep(Finding finding) {
        List<String> own = language.root().follow(finding.holder()).keys();
        List<String> others = language.root().definition("step").path("properties").propertyNames().stream()
                .filter(key -> !own.contains(key)).toList();
        return document.present(finding.at(), others);
    }

    /// Whether it is found in what a step does, such as `backup`.
    private boolean isKind(Finding finding) {
        return !finding.at().isEmpty() && finding.at().getLast() instanceof String key
                && Choice.kinds(language).contains(key);
    }

    private boolean knows(String definition, String key) {
        return language.root().definition(definition).path("properties").has(key);
    }

    /// The kinds of step whose `expect` knows a key.
    private List<String> friends(String key) {
        return language.root().definition("step").path("allOf").valueStream()
                .filter(rule -> expectation(rule).path("properties").has(key))
                .map(rule -> rule.path("if").path("required").path(0).stringValue())
                .filter(kind -> !kind.equals("use")).toList();
    }

    private JsonNode expectation(JsonNode rule) {
        String ref = rule.path("then").path("properties").path("expect").path("$ref").stringValue();
        return language.root().root().at(ref.substring(1));
    }

    /// A name that somebody chose, and that can't be one.
    Problem name(Finding finding, SchemaPlace place) {
        String key = Objects.requireNonNull(finding.property());
        SchemaPlace names = place.here().has("$ref") ? withRef(finding) : place;
        return Problem.error(document.key(finding.at(), key),
                '"' + key + "\" must be " + Objects.requireNonNullElse(names.noun(), "another name"),
                names.here().path("description").asString());
    }

    private SchemaPlace withRef(Finding finding) {
        List<Object> path = new ArrayList<>(finding.path());
        path.add("$ref");
        return language.root().follow(path);
    }

    Problem missing(Finding finding, SchemaPlace place) {
        String key = Objects.requireNonNull(finding.property());
        if (finding.path().size() > 3 && finding.path().get(finding.path().size() - 3).equals("dependentSchemas")) {
            return alien(finding, finding.holder().getLast().toString(), List.of(key));
        }
        return Problem.error(document.head(finding.at()), "the key \"" + key + "\" is missing here",
                Wording.purpose(key, place));
    }

    /// A key that wants another one beside it.
    Problem companion(Finding finding, SchemaPlace place) {
        String key = Objects.requireNonNull(finding.property());
        JsonNode wanted = place.here().path("dependentRequired").path(key).path(0);
        return Problem.error(document.key(finding.at(), key),
                '"' + key + "\" needs \"" + wanted.asString() + "\" beside it",
                Wording.purpose(wanted.asString(), place));
    }

    /// None, or more than one, of several keys of which one is needed.
    Problem choice(Finding finding) {
        Choice choice = Choice.of(language, finding);
        if (!choice.because().isEmpty()) {
            return alien(finding, choice.because(), choice.keys());
        }
        boolean step = Choice.isOfStep(language, finding);
        List<String> present = document.present(finding.at(), choice.keys());
        if (present.isEmpty()) {
            return Problem.error(document.head(finding.at()),
                    step ? "this step does nothing" : "a key is missing here",
                    (step ? "Say what it does with one of: " : "Write one of: ") + String.join(", ", choice.keys())
                            + ".");
        }
        return Problem.error(document.key(finding.at(), present.get(1)),
                "\"" + present.getFirst() + "\" and \"" + present.get(1) + "\" can't stand together",
                step ? "A step does one thing: make two steps of it." : "Keep one of the two.");
    }

    /// A key that only some kinds of step know.
    private Problem alien(Finding finding, String key, List<String> friends) {
        List<String> present = document.present(finding.at(), Choice.kinds(language));
        String kind = present.isEmpty() ? "this step" : '"' + present.getFirst() + '"';
        return Problem.error(document.key(finding.at(), key), '"' + key + "\" does not go with " + kind,
                "It goes with: " + String.join(", ", friends) + ".");
    }
}
