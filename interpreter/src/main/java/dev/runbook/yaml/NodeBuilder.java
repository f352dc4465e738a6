package dev.runbook.yaml;

import dev.runbook.problem.Problems;
import dev.runbook.source.Span;
import dev.runbook.yaml.Node.Scalar;
import dev.runbook.yaml.Node.Style;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// Builds nodes from the parser's events, without recursion, and refuses on the way what has no place in a runbook:
/// tags, unknown and recursive aliases, too much nesting or repetition, a second document.
final class NodeBuilder {
    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 50_000;
    /// Whoever has made as many mistakes does not want to read of more.
    private static final int MOST_WRONG_KEYS = 10;

    private final Marks marks;
    private final Problems problems;
    private final Deque<Collecting> open = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<String> unfinished = new HashSet<>();
    private int documents;
    private int nodes;
    private int wrongKeys;
    private boolean stopped;
    private @Nullable Node root;
    private @Nullable Span lastScalar;

    NodeBuilder(Marks marks, Problems problems) {
        this.marks = marks;
        this.problems = problems;
    }

    /// A node that an anchor names, and how many nodes it holds.
    private record Anchored(Node node, int weight) {}

    @Nullable
    Node build(Iterable<Event> events) {
        for (Event event : events) {
            take(event);
            if (stopped) {
                return null;
            }
        }
        Node found = root;
        if (found == null || (found instanceof Scalar scalar && scalar.isNull())) {
            problems.error(marks.source().span(0, 0), "there is nothing in this file",
                    "Write at least one key and its value, such as `runbook: its-name`.");
            return null;
        }
        SilentLosses.find(found, problems);
        return found;
    }

    /// The last scalar that was read, for those who must say why nothing came after it.
    @Nullable
    Span lastScalar() {
        return lastScalar;
    }

    private void take(Event event) {
        switch (event) {
            case DocumentStartEvent start -> document(start);
            case ScalarEvent scalar -> scalar(scalar);
            case AliasEvent alias -> alias(alias);
            case CollectionStartEvent start -> start(start);
            case CollectionEndEvent end -> end(end);
            case Event _ -> {
                // the ends of documents and the stream say nothing
            }
        }
    }

    private void document(DocumentStartEvent start) {
        Span place = marks.span(start);
        if (++documents > 1) {
            stop(place, "a second document begins here",
                    "A file holds one document: delete this `---`, or move what follows into a file of its own.");
        } else if (start.getSpecVersion().filter(v -> v.getMinor() != 2 || v.getMajor() != 1).isPresent()) {
            stop(place, "only YAML 1.2 is read here", "Delete the %YAML line.");
        }
    }

    private void scalar(ScalarEvent event) {
        Style style = switch (event.getScalarStyle()) {
            case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case LITERAL -> Style.LITERAL;
            case FOLDED -> Style.FOLDED;
            case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
        };
        refuseTag(event, event.getTag());
        Span span = Marks.trimmed(content(event));
        lastScalar = span;
        count(1, span);
        add(new Scalar(span, event.getValue(), style), 1, event.getAnchor());
    }

    private void start(CollectionStartEvent event) {
        refuseTag(event, event.getTag());
        count(1, marks.span(event));
        if (open.size() >= DEEPEST) {
            stop(marks.span(event), "this is nested more than " + DEEPEST + " levels deep",
                    "No runbook needs that many: look for an indentation or a bracket gone wrong.");
            return;
        }
        event.getAnchor().ifPresent(anchor -> unfinished.add(anchor.getValue()));
        open.push(new Collecting(event instanceof MappingStartEvent, content(event), event.isFlow(),
                event.getAnchor()));
    }

    private void end(CollectionEndEvent event) {
        Collecting done = open.pop();
        done.anchor().ifPresent(anchor -> unfinished.remove(anchor.getValue()));
        add(done.finish(marks.span(event)), done.weight(), done.anchor());
    }

    private void alias(AliasEvent event) {
        Span place = marks.span(event);
        String name = event.getAlias().getValue();
        Anchored target = anchors.get(name);
        if (unfinished.contains(name)) {
            stop(place, "`*" + name + "` stands inside what it repeats", "A node can't contain itself: write it out.");
        } else if (target == null) {
            stop(place, "there is no anchor `&" + name + "` before this", "If a text is meant, " + quoted(place));
        } else if (count(target.weight(), place)) {
            add(target.node(), target.weight(), Optional.empty());
        }
    }

    /// Counts nodes, those that aliases repeat included, and stops where there are too many.
    private boolean count(int more, Span place) {
        nodes += more;
        if (nodes > MOST_NODES) {
            stop(place, "this file has more than 50,000 values (repeated ones included)",
                    "A runbook has some hundreds: put data into files of its own.");
        }
        return !stopped;
    }

    private void add(Node node, int weight, Optional<Anchor> anchor) {
        anchor.ifPresent(name -> anchors.put(name.getValue(), new Anchored(node, weight)));
        Collecting parent = open.peek();
        if (parent == null) {
            root = node;
        } else {
            wrongKeys += parent.add(node, weight, problems) ? 0 : 1;
            if (wrongKeys == MOST_WRONG_KEYS) {
                stop(node.span(), "nothing is read behind this: too many keys are wrong",
                        "Mend those above; what is wrong below them is shown then.");
            }
        }
    }

    /// Where a node's content stands: its mark begins at its anchor or tag, if it has one.
    private Span content(NodeEvent event) {
        Span span = marks.span(event);
        return event.getAnchor().map(anchor -> Marks.after(span, "&" + anchor.getValue())).orElse(span);
    }

    private void refuseTag(NodeEvent event, Optional<String> tag) {
        tag.ifPresent(_ -> {
            Span word = Marks.word(marks.span(event));
            if (word.text().startsWith("!!")) {
                stop(word, "`" + word.text() + "` is a YAML tag, which runbooks do not use",
                        "Delete it: where a text is wanted, what is written stays as it is (0052 stays 0052).");
            } else {
                stop(word, "a text can't begin with ! unless quoted", "YAML takes it for a tag: " + quoted(word));
            }
        });
    }

    /// How to write the value that begins at a place with quotes around it.
    private static String quoted(Span start) {
        Line line = Line.at(start.source(), start.start());
        return line.value().start() == start.start() ? "quote it: " + line.quoted() : "put quotes around it.";
    }

    private void stop(Span place, String title, String advice) {
        if (!stopped) {
            problems.error(place, title, advice);
        }
        stopped = true;
    }
}
