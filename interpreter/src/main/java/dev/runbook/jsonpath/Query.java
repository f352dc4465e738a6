package dev.runbook.jsonpath;

import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Segments applied one after the other, to the whole document (`$`) or to the item that a filter looks at (`@`).
record Query(boolean fromRoot, List<Segment> segments) {

    /// What is chosen of each value, or of each value and of everything below it.
    record Segment(boolean descendants, List<Selector> selectors) {}

    /// Where a search stands: the document, and how many values it may still look at.
    static final class Search {
        private final Value root;
        private long left;

        Search(Value root, long most) {
            this.root = root;
            this.left = most;
        }

        Value root() {
            return root;
        }

        void look() throws TooLong {
            if (--left < 0) {
                throw new TooLong();
            }
        }
    }

    /// The end of a search that has looked at too many values.
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(null, null, false, false);
        }
    }

    /// Whether it finds one value at most.
    boolean isSingular() {
        return segments.stream().allMatch(s -> !s.descendants && s.selectors.size() == 1
                && (s.selectors.getFirst() instanceof Selector.Name
                        || s.selectors.getFirst() instanceof Selector.Index));
    }

    List<Value> find(Value current, Search search) throws TooLong {
        List<Value> found = List.of(fromRoot ? search.root() : current);
        for (Segment segment : segments) {
            List<Value> next = new ArrayList<>();
            for (Value value : found) {
                apply(segment, value, next, search);
            }
            found = next;
        }
        return found;
    }

    private static void apply(Segment segment, Value value, List<Value> found, Search search) throws TooLong {
        search.look();
        for (Selector selector : segment.selectors) {
            selector.select(value, found, search);
        }
        if (segment.descendants) {
            for (Value child : Selector.children(value)) {
                apply(segment, child, found, search);
            }
        }
    }
}
