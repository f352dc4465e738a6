package dev.runbook.jsonpath;

import dev.runbook.value.Value;
import dev.runbook.value.Value.Dictionary;
import dev.runbook.value.Value.Sequence;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is chosen of a value's children.
sealed interface Selector {

    /// The field of a name.
    record Name(String name) implements Selector {
        @Override
        public void select(Value value, List<Value> found, Query.Search search) {
            Value field = value instanceof Dictionary(var fields) ? fields.get(name) : null;
            if (field != null) {
                found.add(field);
            }
        }
    }

    /// The item at a place, counted from 0, or from the end when negative.
    record Index(long index) implements Selector {
        @Override
        public void select(Value value, List<Value> found, Query.Search search) {
            if (value instanceof Sequence(var items)) {
                long at = index < 0 ? items.size() + index : index;
                if (at >= 0 && at < items.size()) {
                    found.add(items.get((int) at));
                }
            }
        }
    }

    /// Items from a place up to another, each step-th of them.
    record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {
        @Override
        public void select(Value value, List<Value> found, Query.Search search) throws Query.TooLong {
            if (!(value instanceof Sequence(var items)) || step == 0) {
                return;
            }
            int size = items.size();
            boolean up = step > 0;
            long from = bound(start, up ? 0 : size - 1L, size, up);
            long to = bound(end, up ? size : -1L, size, up);
            long pace = Math.clamp(step, -size - 1L, size + 1L);
            for (long i = from; up ? i < to : i > to; i += pace) {
                search.look();
                found.add(items.get((int) i));
            }
        }

        private static long bound(@Nullable Long given, long otherwise, int size, boolean up) {
            if (given == null) {
                return otherwise;
            }
            long place = given < 0 ? size + given : given;
            return up ? Math.clamp(place, 0L, (long) size) : Math.clamp(place, -1L, size - 1L);
        }
    }

    /// All items or fields.
    record Wildcard() implements Selector {
        @Override
        public void select(Value value, List<Value> found, Query.Search search) throws Query.TooLong {
            for (Value child : children(value)) {
                search.look();
                found.add(child);
            }
        }
    }

    /// The items or fields that meet a condition.
    record Filter(Condition condition) implements Selector {
        @Override
        public void select(Value value, List<Value> found, Query.Search search) throws Query.TooLong {
            for (Value child : children(value)) {
                search.look();
                if (condition.holds(child, search)) {
                    found.add(child);
                }
            }
        }
    }

    void select(Value value, List<Value> found, Query.Search search) throws Query.TooLong;

    static Collection<Value> children(Value value) {
        return switch (value) {
            case Sequence(var items) -> items;
            case Dictionary(var fields) -> fields.values();
            case Value.Null _,Value.Bool _,Value.Int _,Value.Real _,Value.Text _,Value.Lapse _ -> List.of();
        };
    }
}
