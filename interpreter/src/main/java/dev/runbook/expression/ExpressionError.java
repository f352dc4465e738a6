package dev.runbook.expression;

import dev.runbook.expression.library.Fault;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Span;

/// An expression that can't be read, or that has no value, with the place in it that is to blame. Its texts may quote
/// values: mask them before anyone sees them.
public final class ExpressionError extends Refusal {
    private static final long serialVersionUID = 1L;

    private final boolean last;

    private ExpressionError(Problem problem, boolean last) {
        super(problem);
        this.last = last;
    }

    ExpressionError(Problem problem) {
        this(problem, false);
    }

    ExpressionError(Span place, String title, String advice) {
        this(Problem.error(place, title, advice), false);
    }

    static ExpressionError at(Span place, Fault fault) {
        return new ExpressionError(place, fault.title(), fault.advice());
    }

    /// The end of the computation: no `||` goes on after it.
    static ExpressionError last(Span place, String title, String advice) {
        return new ExpressionError(Problem.error(place, title, advice), true);
    }

    public Problem problem() {
        return problems().getFirst();
    }

    boolean isLast() {
        return last;
    }
}
