package dev.runbook.schema;

import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The document as it was probably meant: a misspelt key under its right name, a word that is none left out. Nothing of
/// it ever runs; it is read on so that a mistake that has been told does not make others of what refers to it.
final class Meant {
    private final Map<List<String>, Map<String, String>> renamed = new HashMap<>();
    private final Set<List<String>> dropped = new HashSet<>();

    /// @param roots the findings that stand for a mistake each
    static Node of(Language language, Document document, List<Finding> roots) {
        Meant meant = new Meant();
        roots.forEach(finding -> meant.note(language, document, finding));
        return meant.node(document.root(), List.of());
    }

    private void note(Language language, Document document, Finding finding) {
        if (finding.is("additionalProperties")) {
            String key = Objects.requireNonNull(finding.property());
            List<String> valid = language.root().follow(finding.holder()).keys();
            String nearest = Synonyms.nearest(key, valid);
            if (!nearest.isEmpty() && document.present(finding.at(), List.of(nearest)).isEmpty()) {
                renamed.computeIfAbsent(place(finding), _ -> new HashMap<>()).put(key, nearest);
            }
        } else if (finding.is("propertyNames")) {
            dropped.add(below(place(finding), Objects.requireNonNull(finding.property())));
        } else if (document.node(finding.at()) instanceof Scalar && cannotBeRead(finding)) {
            dropped.add(place(finding));
        }
    }

    /// A word that is none of those that are valid, and a name that can't be one.
    private static boolean cannotBeRead(Finding finding) {
        return finding.is("enum") || (finding.is("pattern") && place(finding).getLast().equals("use"));
    }

    private static List<String> place(Finding finding) {
        return finding.at().stream().map(Object::toString).toList();
    }

    private Node node(Node node, List<String> at) {
        return switch (node) {
            case Mapping mapping -> mapping(mapping, at);
            case Sequence(var span, var items) -> {
                List<Node> kept = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    List<String> place = below(at, Integer.toString(i));
                    if (!dropped.contains(place)) {
                        kept.add(node(items.get(i), place));
                    }
                }
                yield new Sequence(span, kept);
            }
            case Scalar scalar -> scalar;
        };
    }

    private Node mapping(Mapping mapping, List<String> at) {
        Map<String, String> names = renamed.getOrDefault(at, Map.of());
        Set<String> taken = new HashSet<>();
        List<Entry> kept = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            List<String> place = below(at, entry.name());
            Scalar key = entry.key();
            String name = names.getOrDefault(entry.name(), entry.name());
            if (!dropped.contains(place) && taken.add(name)) {
                kept.add(new Entry(new Scalar(key.span(), name, key.style()), node(entry.value(), place)));
            }
        }
        return new Mapping(mapping.span(), kept);
    }

    private static List<String> below(List<String> at, String element) {
        List<String> place = new ArrayList<>(at);
        place.add(element);
        return place;
    }
}
