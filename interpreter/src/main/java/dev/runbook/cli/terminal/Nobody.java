package dev.runbook.cli.terminal;

import dev.runbook.action.Operator;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.nio.file.Path;
import java.util.List;

/// Stands in where no person can be asked; the plan has made sure that it is not.
final class Nobody implements Operator {
    @Override
    public Answer confirm(String step, List<String> items) {
        throw nobody(step);
    }

    @Override
    public Answer prompt(String step, String question) {
        throw nobody(step);
    }

    @Override
    public Answer choose(String step, String question, List<String> options) {
        throw nobody(step);
    }

    @Override
    public void look(List<Path> files) {
        throw nobody("the output");
    }

    private static Refusal nobody(String step) {
        return new Refusal(Problem.error(null, "nobody is there to answer \"" + step + "\"",
                "Give the answer in a file named by --answers."));
    }
}
