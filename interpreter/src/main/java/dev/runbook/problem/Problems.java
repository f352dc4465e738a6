package dev.runbook.problem;

import dev.runbook.problem.Problem.Severity;
import dev.runbook.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A collector of problems: all are found before any is shown.
public final class Problems {
    private static final Comparator<Problem> BY_PLACE = Comparator
            .comparing((Problem p) -> p.place() == null ? "" : p.place().source().name())
            .thenComparingInt(p -> p.place() == null ? -1 : p.place().start());

    private final List<Problem> found = new ArrayList<>();
    private final Set<Said> said = new HashSet<>();

    /// A problem as people see it: a file that is read twice has its mistakes once.
    private record Said(Severity severity, String file, int start, int end, String title, String advice) {
        static Said of(Problem p) {
            Span place = p.place();
            return place == null
                    ? new Said(p.severity(), "", 0, 0, p.title(), p.advice())
                    : new Said(p.severity(), place.source().name(), place.start(), place.end(), p.title(), p.advice());
        }
    }

    public void add(Problem problem) {
        if (said.add(Said.of(problem))) {
            found.add(problem);
        }
    }

    public void error(@Nullable Span place, String title, String advice) {
        add(Problem.error(place, title, advice));
    }

    public void warning(@Nullable Span place, String title, String advice) {
        add(Problem.warning(place, title, advice));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(Problem::isError);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// All of them, by file and place.
    public List<Problem> sorted() {
        return found.stream().sorted(BY_PLACE).toList();
    }

    /// Ends the work at hand if there is an error.
    ///
    /// @throws Refusal with all problems, when one of them is an error
    public void refuseErrors() {
        if (hasErrors()) {
            throw new Refusal(sorted());
        }
    }
}
