package dev.runbook.cli.terminal;

import dev.runbook.action.Operator;
import dev.runbook.console.Wrap;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Asks the person in front of the terminal.
record TerminalOperator(Terminal terminal, Keyboard keyboard) implements Operator {
    private static final int PAGE = 40;

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

    @Override
    public void look(List<Path> files) {
        for (Path file : files) {
            terminal.out().println("\n  ---- " + file);
            if (!page(file)) {
                return;
            }
        }
    }

    /// @return whether the person wants to see more
    private boolean page(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int shown = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine(), shown++) {
                if (shown > 0 && shown % PAGE == 0
                        && !ask("-- more of it: Enter; no more: q -- ").strip().isEmpty()) {
                    return false;
                }
                terminal.out().println(readable(line));
            }
        } catch (IOException e) {
            terminal.out().println("  " + file + " cannot be read: " + e.getMessage());
        }
        return true;
    }

    /// A log's bytes are UTF-8 as a rule, and must not be able to drive the terminal.
    private static String readable(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}&&[^\t]]", "");
    }

    private String ask(String question) {
        keyboard.makeRoom();
        terminal.out().print(fitted("  ? " + question));
        terminal.out().flush();
        return switch (keyboard.read()) {
            case Keyboard.Typed.Line(String text) -> text;
            case Keyboard.Typed.End _ -> throw unanswered("there is no more input",
                    "Run it in a terminal, or give the answers in a file named by --answers.");
            case Keyboard.Typed.GivenUp _ -> throw unanswered("the operator stopped the run", "");
        };
    }

    private String fitted(String question) {
        return terminal.terminal() ? Wrap.words(question, new TerminalSize().getAsInt()) : question;
    }

    private static Refusal unanswered(String why, String advice) {
        return new Refusal(Problem.error(null, "the question was not answered: " + why, advice));
    }

    private static Answer answer(String text) {
        return new Answer(text, System.getProperty("user.name", "the operator"));
    }
}
