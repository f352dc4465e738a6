package dev.runbook.check;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Scope;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows held against maps of column names and matchers; a column that a map does not name may hold anything.
public sealed interface RowsExpectation {

    /// These rows and no others.
    ///
    /// @param ordered whether they must come in this order
    record Records(List<Map<String, Matcher>> rows, boolean ordered) implements RowsExpectation {}

    /// Each row, of which there must be at least one.
    record Each(Map<String, Matcher> row) implements RowsExpectation {}

    /// At least one row.
    record Any(Map<String, Matcher> row) implements RowsExpectation {}

    /// Not a single row.
    record None(Map<String, Matcher> row) implements RowsExpectation {}

    default String subject() {
        return switch (this) {
            case Records _ -> "records";
            case Each _ -> "each";
            case Any _ -> "any";
            case None _ -> "none";
        };
    }

    default Verdict judge(Observation seen, Scope scope) {
        List<Value> rows = seen.field("records") instanceof Value.Sequence(List<Value> found) ? found : List.of();
        return switch (this) {
            case Records(List<Map<String, Matcher>> wanted, boolean ordered) -> records(wanted, ordered, rows, scope);
            case Each(Map<String, Matcher> wanted) -> {
                List<Value> others = rows.stream().filter(row -> !fits(wanted, row, scope)).toList();
                yield verdict(!rows.isEmpty() && others.isEmpty(), "each row: " + describe(wanted, scope),
                        rows.isEmpty() ? "no rows" : "not so in " + Words.count(others.size(), "row"), others);
            }
            case Any(Map<String, Matcher> wanted) ->
                verdict(rows.stream().anyMatch(row -> fits(wanted, row, scope)), "a row: " + describe(wanted, scope),
                        "none of " + Words.count(rows.size(), "row"), rows);
            case None(Map<String, Matcher> wanted) -> {
                List<Value> such = rows.stream().filter(row -> fits(wanted, row, scope)).toList();
                yield verdict(such.isEmpty(), "no row: " + describe(wanted, scope),
                        Words.count(such.size(), "such row"), such);
            }
        };
    }

    private Verdict records(List<Map<String, Matcher>> wanted, boolean ordered, List<Value> rows, Scope scope) {
        BiPredicate<Integer, Integer> fits = (row, at) -> fits(wanted.get(at), rows.get(row), scope);
        Set<Integer> matched = ordered
                ? Pairing.inOrder(rows.size(), wanted.size(), fits)
                : Pairing.inAnyOrder(rows.size(), wanted.size(), fits);
        List<Value> wrong = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!matched.contains(i)) {
                wrong.add(rows.get(i));
            }
        }
        String expected = wanted.stream().map(row -> describe(row, scope)).collect(Collectors.joining("; "));
        return verdict(rows.size() == wanted.size() && wrong.isEmpty(),
                Words.count(wanted.size(), "row") + ": " + expected,
                Words.count(rows.size(), "row") + ", " + wrong.size() + " not as expected", wrong);
    }

    private Verdict verdict(boolean holds, String expected, String actual, List<Value> shown) {
        Fact.@Nullable Grid grid = holds ? null : grid(shown);
        return grid == null
                ? Verdict.of(holds, subject(), expected, holds ? "so" : actual)
                : Verdict.of(false, subject(), expected, actual, grid);
    }

    private static boolean fits(Map<String, Matcher> wanted, Value row, Scope scope) {
        return row instanceof Value.Dictionary(Map<String, Value> cells) && wanted.entrySet().stream()
                .allMatch(e -> cells.containsKey(e.getKey()) && e.getValue().accepts(cells.get(e.getKey()), scope));
    }

    private static String describe(Map<String, Matcher> row, Scope scope) {
        return row.entrySet().stream().map(e -> e.getKey() + " " + e.getValue().describe(scope))
                .collect(Collectors.joining(", "));
    }

    private static Fact.@Nullable Grid grid(List<Value> rows) {
        if (rows.isEmpty() || !(rows.getFirst() instanceof Value.Dictionary(Map<String, Value> first))) {
            return null;
        }
        List<List<@Nullable String>> cells = new ArrayList<>();
        for (Value row : rows.subList(0, Math.min(rows.size(), 20))) {
            cells.add(cells(row));
        }
        return new Fact.Grid("rows", List.copyOf(first.keySet()), cells, rows.size() - cells.size());
    }

    private static List<@Nullable String> cells(Value row) {
        List<@Nullable String> cells = new ArrayList<>();
        if (row instanceof Value.Dictionary(Map<String, Value> fields)) {
            fields.values().forEach(cell -> cells.add(cell instanceof Value.Null ? null : cell.text()));
        }
        return cells;
    }
}
