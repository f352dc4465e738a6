package dev.runbook.problem;

import java.util.List;

/// Work that was not begun because of problems: the expected way to stop, as against a bug.
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public Refusal(List<Problem> problems) {
        super(problems.isEmpty() ? "refused" : problems.getFirst().title());
        this.problems = List.copyOf(problems);
    }

    public Refusal(Problem problem) {
        this(List.of(problem));
    }

    public List<Problem> problems() {
        return problems;
    }
}
