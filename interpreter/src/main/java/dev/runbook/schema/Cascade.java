package dev.runbook.schema;

import dev.runbook.schema.Unions.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Leaves one finding of each mistake: what only follows from another finding is dropped.
final class Cascade {
    private final Language language;
    private final Document document;
    private final List<Finding> findings;
    private final Set<List<Object>> wrongTypes = new HashSet<>();
    private final Map<List<Object>, Finding> openSteps = new HashMap<>();
    private final Map<List<Object>, List<String>> unknownKeys = new HashMap<>();
    private final Set<List<Object>> aliens = new HashSet<>();

    Cascade(Language language, Document document, List<Finding> findings) {
        this.language = language;
        this.document = document;
        this.findings = findings;
        findings.forEach(this::sort);
    }

    private void sort(Finding finding) {
        if (isWrongType(finding)) {
            wrongTypes.add(finding.at());
        }
        if (Choice.isOfStep(language, finding)) {
            openSteps.put(finding.at(), finding);
        }
        if (finding.is("additionalProperties")) {
            unknownKeys.computeIfAbsent(finding.at(), _ -> new ArrayList<>())
                    .add(Objects.requireNonNull(finding.property()));
        }
        int dependent = finding.path().lastIndexOf("dependentSchemas");
        if (dependent >= 0 && finding.is("required", Unions.CHOICE)) {
            List<Object> alien = new ArrayList<>(finding.at());
            alien.add(finding.path().get(dependent + 1));
            aliens.add(alien);
        }
    }

    /// The findings that stand for a mistake each.
    List<Finding> roots() {
        Set<List<Object>> said = new HashSet<>();
        Set<List<Object>> tooDeep = new HashSet<>();
        return findings.stream().filter(finding -> !follows(finding))
                .filter(finding -> !isOfStep(finding) || tooDeep.add(finding.at()))
                .filter(finding -> !isWrongType(finding) || said.add(finding.at())).toList();
    }

    private boolean follows(Finding finding) {
        return behindWrongType(finding) || behindOpenStep(finding) || behindUnknownKey(finding)
                || aliens.contains(finding.at());
    }

    /// A key of the step that stands in what the step does: there with others, it was indented with them.
    private boolean isOfStep(Finding finding) {
        return finding.is("additionalProperties") && new WrongKey(language, document).isOfStep(finding);
    }

    private static boolean isWrongType(Finding finding) {
        return finding.is("type", "enum", "pattern", Unions.NONE);
    }

    /// What is no map has no keys to look at.
    private boolean behindWrongType(Finding finding) {
        return !isWrongType(finding) && wrongTypes.contains(finding.at());
    }

    /// What a step is to be checked as is open while it does not do exactly one thing.
    private boolean behindOpenStep(Finding finding) {
        for (int depth = 0; depth <= finding.at().size(); depth++) {
            Finding open = openSteps.get(finding.at().subList(0, depth));
            if (open != null && (passes(finding, open, "allOf") || passes(finding, open, "dependentSchemas"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(Finding finding, Finding open, String keyword) {
        List<Object> step = open.holder();
        return finding.path().size() > step.size() && finding.path().subList(0, step.size()).equals(step)
                && finding.path().get(step.size()).equals(keyword);
    }

    /// A misspelt key is missing under its right name too.
    private boolean behindUnknownKey(Finding finding) {
        List<String> missing = missing(finding);
        return unknownKeys.getOrDefault(finding.at(), List.of()).stream()
                .anyMatch(key -> isMeant(key, missing, finding));
    }

    private List<String> missing(Finding finding) {
        if (finding.is("required")) {
            return List.of(Objects.requireNonNull(finding.property()));
        }
        if (finding.is(Unions.CHOICE)) {
            List<String> keys = Choice.of(language, finding).keys();
            return document.present(finding.at(), keys).isEmpty() ? keys : List.of();
        }
        return List.of();
    }

    private boolean isMeant(String unknown, List<String> missing, Finding finding) {
        List<String> valid = language.root().follow(finding.holder()).keys();
        String nearest = Synonyms.nearest(unknown, valid);
        return missing.contains(nearest) || (nearest.isEmpty() && finding.is(Unions.CHOICE) && !missing.isEmpty());
    }
}
