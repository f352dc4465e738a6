package dev.runbook.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Where a value may be one thing or another, the validator reports what is wrong with it as each of them. This
/// keeps what is wrong with it as the one that was meant, or says once that it is none.
final class Unions {
    /// The keyword of a finding that a value is none of the things it may be.
    static final String NONE = "none of these";
    /// The keyword of a finding that not exactly one of several keys is there.
    static final String CHOICE = "one of these keys";

    private Unions() {}

    static List<Finding> resolve(List<Finding> findings) {
        return resolve(findings, 0);
    }

    /// A union in the schema, and where in the document it is applied.
    private record Union(List<Object> path, List<Object> at) {}

    private static List<Finding> resolve(List<Finding> findings, int depth) {
        List<Finding> settled = new ArrayList<>();
        Map<Union, List<Finding>> unions = new LinkedHashMap<>();
        for (Finding finding : findings) {
            int union = position(finding.path(), depth);
            if (union < 0) {
                settled.add(finding);
            } else {
                unions.computeIfAbsent(union(finding, union), _ -> new ArrayList<>()).add(finding);
            }
        }
        unions.forEach((union, members) -> settled.addAll(settle(union, members)));
        return settled;
    }

    private static Union union(Finding finding, int position) {
        List<Object> path = finding.path().subList(0, position + 1);
        return new Union(path, finding.at().subList(0, Math.min(finding.at().size(), descents(path))));
    }

    private static List<Finding> settle(Union union, List<Finding> members) {
        int length = union.path().size();
        Finding sample = new Finding("", union.at(), members.getFirst().path(), null);
        if (isChoice(union)) {
            return List.of(sample.as(CHOICE, length));
        }
        Map<Object, List<Finding>> branches = new LinkedHashMap<>();
        for (Finding member : members) {
            branches.computeIfAbsent(member.path().get(length), _ -> new ArrayList<>()).add(member);
        }
        List<Finding> meant = branches.values().stream().filter(branch -> fits(branch, union.at()))
                .min(Comparator.comparingLong((List<Finding> branch) -> wrongHere(branch, union.at()))
                        .thenComparingInt(List::size))
                .orElse(List.of());
        return meant.isEmpty() ? List.of(sample.as(NONE, length)) : resolve(meant, length + 1);
    }

    /// Whether the value is of this branch's type at least, so that the branch may be the one that was meant.
    private static boolean fits(List<Finding> branch, List<Object> at) {
        return branch.stream().noneMatch(finding -> finding.at().equals(at) && finding.is("type", "pattern", "enum"));
    }

    /// How much is wrong with the value itself, rather than with what stands deeper in it.
    private static long wrongHere(List<Finding> branch, List<Object> at) {
        return branch.stream().filter(finding -> finding.at().equals(at)).count();
    }

    /// `oneOf`, and `anyOf` under `dependentSchemas`, are about keys that are there; other unions about values.
    private static boolean isChoice(Union union) {
        List<Object> path = union.path();
        return path.getLast().equals("oneOf")
                || (path.size() > 2 && path.get(path.size() - 3).equals("dependentSchemas"));
    }

    private static int position(List<Object> path, int from) {
        for (int i = from; i < path.size(); i++) {
            if (path.get(i).equals("anyOf") || path.get(i).equals("oneOf")) {
                return i;
            }
        }
        return -1;
    }

    /// How many levels a way through the schema goes down in the document.
    private static int descents(List<Object> path) {
        int levels = 0;
        for (int i = 0; i < path.size(); i++) {
            Object element = path.get(i);
            if (element.equals("properties")) {
                levels++;
                i++;
            } else if (element.equals("items") || element.equals("additionalProperties")) {
                levels++;
            }
        }
        return levels;
    }

    /// The keys of which a map must have one: the kinds of a step, above all.
    ///
    /// @param keys the keys to choose from
    /// @param because the key that makes the choice necessary, or the empty text
    record Choice(List<String> keys, String because) {

        /// The choice that a finding of [Unions#CHOICE] is about.
        static Choice of(Language language, Finding finding) {
            List<String> keys = new ArrayList<>();
            for (JsonNode branch : language.root().follow(finding.path()).here()) {
                branch.path("required").forEach(key -> keys.add(key.stringValue()));
            }
            boolean dependent = finding.path().getLast().equals("anyOf");
            return new Choice(List.copyOf(keys), dependent ? finding.holder().getLast().toString() : "");
        }

        static boolean isOfStep(Language language, Finding finding) {
            return finding.is(Unions.CHOICE) && language.root().follow(finding.holder()).isDefinition("step");
        }

        /// The kinds of step there are.
        static List<String> kinds(Language language) {
            List<String> kinds = new ArrayList<>();
            for (JsonNode branch : language.root().definition("step").path("oneOf")) {
                kinds.add(branch.path("required").path(0).stringValue());
            }
            return List.copyOf(kinds);
        }
    }
}
