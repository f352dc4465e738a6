package dev.runbook.schema;

import dev.runbook.source.Span;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.List;
import java.util.Objects;

/// The nodes of a document by their places in it: keys and indexes.
record Document(Node root) {

    Node node(List<Object> at) {
        Node node = root;
        for (Object element : at) {
            node = switch (node) {
                case Mapping mapping -> Objects.requireNonNull(mapping.get(element.toString()));
                case Sequence sequence -> sequence.items().get(Integer.parseInt(element.toString()));
                case Scalar scalar -> scalar;
            };
        }
        return node;
    }

    /// Which of some keys the map at a place has.
    List<String> present(List<Object> at, List<String> keys) {
        return node(at) instanceof Mapping mapping
                ? mapping.keys().stream().filter(keys::contains).toList()
                : List.of();
    }

    boolean isEmpty(List<Object> at) {
        return node(at) instanceof Sequence sequence && sequence.items().isEmpty();
    }

    /// Where a key of the map at a place stands.
    Span key(List<Object> at, String name) {
        if (node(at) instanceof Mapping mapping) {
            Entry entry = mapping.find(name);
            return entry == null ? mapping.span() : entry.key().span();
        }
        return node(at).span();
    }

    /// Where to point when something is missing: at the key whose value lacks it, or at its first key.
    Span head(List<Object> at) {
        if (!at.isEmpty() && at.getLast() instanceof String name) {
            return key(at.subList(0, at.size() - 1), name);
        }
        return node(at) instanceof Mapping mapping && !mapping.entries().isEmpty()
                ? mapping.entries().getFirst().key().span()
                : node(at).span();
    }

    /// How to call the value at a place: by its key.
    static String name(List<Object> at) {
        if (at.isEmpty()) {
            return "the file";
        }
        if (at.getLast() instanceof String key) {
            return '"' + key + '"';
        }
        String list = at.size() > 1 ? at.get(at.size() - 2).toString() : "the list";
        return "an item of \"" + list + '"';
    }
}
