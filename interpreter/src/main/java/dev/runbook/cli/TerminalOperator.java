package dev.runbook.cli;

import dev.runbook.action.Operator;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.util.List;
import java.util.Locale;

/// Asks the person in front of the terminal.
record TerminalOperator(Terminal terminal) implements Operator {

    @Override
    public Answer confirm(String step, List<String> items) {
        for (String item : items) {
            if (!yes(item.strip())) {
                return answer("no");
            }
        }
        return answer("yes");
    }

    @Override
    public Answer prompt(String step, String question) {
        return answer(ask(question.strip() + "\n  > "));
    }

    @Override
    public Answer choose(String step, String question, List<String> options) {
        while (true) {
            String typed = ask(question.strip() + " [" + String.join(" / ", options) + "] ").strip();
            if (options.contains(typed)) {
                return answer(typed);
            }
            terminal.out().println("  Type one of " + String.join(", ", options) + ".");
        }
    }

    private boolean yes(String item) {
        while (true) {
            switch (ask(item + " [yes / no] ").strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "n", "no" -> {
                    return false;
                }
                default -> terminal.out().println("  Type yes or no.");
            }
        }
    }

    private String ask(String question) {
        terminal.out().print("\r\u001b[2K  ? " + question);
        terminal.out().flush();
        String typed = terminal.readLine();
        if (typed == null) {
            throw new Refusal(Problem.error(null, "the question was not answered: there is no more input",
                    "Run it in a terminal, or give the answers in a file named by --answers."));
        }
        return typed;
    }

    private static Answer answer(String text) {
        return new Answer(text, System.getProperty("user.name", "the operator"));
    }
}
