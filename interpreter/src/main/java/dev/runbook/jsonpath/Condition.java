package dev.runbook.jsonpath;

import dev.runbook.value.Comparison;
import dev.runbook.value.Value;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a filter asks of each value.
sealed interface Condition {

    /// All of these hold.
    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Value current, Query.Search search) throws Query.TooLong {
            for (Condition part : parts) {
                if (!part.holds(current, search)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// One of these holds.
    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Value current, Query.Search search) throws Query.TooLong {
            for (Condition part : parts) {
                if (part.holds(current, search)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// This does not hold.
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Value current, Query.Search search) throws Query.TooLong {
            return !part.holds(current, search);
        }
    }

    /// There is something at the end of this path.
    record Exists(Query query) implements Condition {
        @Override
        public boolean holds(Value current, Query.Search search) throws Query.TooLong {
            return !query.find(current, search).isEmpty();
        }
    }

    /// The two compare like that; nothing equals nothing, and is neither more nor less than anything.
    record Compare(Operand left, String operator, Operand right) implements Condition {
        @Override
        public boolean holds(Value current, Query.Search search) throws Query.TooLong {
            Value a = left.value(current, search);
            Value b = right.value(current, search);
            boolean equal = a == null ? b == null : b != null && Comparison.equal(a, b);
            return switch (operator) {
                case "==" -> equal;
                case "!=" -> !equal;
                case "<=" -> equal || order(a, b) < 0;
                case ">=" -> equal || order(a, b) > 0;
                case "<" -> order(a, b) < 0;
                default -> order(a, b) > 0;
            };
        }

        /// 0 also where there is no order between them; only numbers and texts have one.
        private static int order(@Nullable Value a, @Nullable Value b) {
            OptionalInt order = a == null || b == null || a instanceof Value.Bool
                    ? OptionalInt.empty()
                    : Comparison.order(a, b);
            return order.orElse(0);
        }
    }

    /// A side of a comparison.
    sealed interface Operand {
        /// A value written down.
        record Literal(Value value) implements Operand {
            @Override
            public Value value(Value current, Query.Search search) {
                return value;
            }
        }

        /// The value at the end of a path that leads to one at most.
        record Found(Query query) implements Operand {
            @Override
            public @Nullable Value value(Value current, Query.Search search) throws Query.TooLong {
                List<Value> found = query.find(current, search);
                return found.isEmpty() ? null : found.getFirst();
            }
        }

        /// The value, or null when there is nothing.
        @Nullable
        Value value(Value current, Query.Search search) throws Query.TooLong;
    }

    boolean holds(Value current, Query.Search search) throws Query.TooLong;
}
