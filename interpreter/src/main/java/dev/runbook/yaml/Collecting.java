package dev.runbook.yaml;

import dev.runbook.problem.Problems;
import dev.runbook.source.Span;
import dev.runbook.yaml.Node.Entry;
import dev.runbook.yaml.Node.Mapping;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;

/// A list or map whose end has not been read yet.
final class Collecting {
    private final boolean mapping;
    private final Span start;
    private final boolean flow;
    private final Optional<Anchor> anchor;
    private final List<Node> items = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Scalar> seen = new HashMap<>();
    private @Nullable Node key;
    private int weight = 1;

    Collecting(boolean mapping, Span start, boolean flow, Optional<Anchor> anchor) {
        this.mapping = mapping;
        this.start = start;
        this.flow = flow;
        this.anchor = anchor;
    }

    Optional<Anchor> anchor() {
        return anchor;
    }

    /// How many nodes it holds, itself and repetitions by aliases included.
    int weight() {
        return weight;
    }

    /// Takes the next item, key or value; false when it was a key that became a problem.
    boolean add(Node node, int nodes, Problems problems) {
        weight += nodes;
        Node waiting = key;
        if (mapping && waiting != null) {
            key = null;
            return enter(waiting, node, problems);
        }
        if (mapping) {
            key = node;
        } else {
            items.add(node);
        }
        return true;
    }

    private boolean enter(Node name, Node value, Problems problems) {
        int known = entries.size();
        if (!(name instanceof Scalar text)) {
            refuse(name, problems);
        } else if (text.isPlain() && text.text().equals("<<")) {
            problems.error(text.span(), "merge keys (`<<`) are not read here",
                    "Write the keys out, or share steps with `blocks:` and `use:`, and settings with `defaults:`.");
        } else {
            once(text, value, problems);
        }
        return entries.size() > known;
    }

    private void refuse(Node name, Problems problems) {
        if (flow && name.span().start() == start.start() + 1 && name instanceof Mapping) {
            problems.error(name.span().to(start), "`{{ }}` is not how a value is put into a text",
                    "Write ${{ … }}, with a dollar; to mean the braces themselves, quote the text.");
        } else {
            problems.error(name.span(), "a key must be a text, not " + name.kind(), "Write `key: value`.");
        }
    }

    private void once(Scalar name, Node value, Problems problems) {
        Scalar first = seen.putIfAbsent(name.text(), name);
        if (first == null) {
            entries.add(new Entry(name, value));
        } else {
            problems.error(name.span(), "the key \"" + name.text() + "\" stands here twice",
                    "It stands on line " + first.span().position().line() + " already: keep one of the two.");
        }
    }

    /// The finished node. A block's own end mark is at what follows it; its last child knows better.
    Node finish(Span end) {
        Span last = flow ? end : lastChild();
        Span span = start.source().span(start.start(), Math.max(start.start(), last.end()));
        return mapping ? new Mapping(span, entries) : new Sequence(span, items);
    }

    private Span lastChild() {
        if (mapping) {
            return entries.isEmpty() ? start : entries.getLast().key().span().to(valueSpan(entries.getLast()));
        }
        return items.isEmpty() ? start : within(items.getLast().span());
    }

    private Span valueSpan(Entry entry) {
        return entry.value().span().start() < entry.key().span().start() ? entry.key().span() : entry.value().span();
    }

    /// An alias's node stands elsewhere, before this one.
    private Span within(Span span) {
        return span.start() < start.start() ? start : span;
    }
}
