package dev.runbook.cli;

import dev.runbook.cli.target.TargetBusy;
import dev.runbook.cli.terminal.ExitCode;
import dev.runbook.cli.terminal.GithubActions;
import dev.runbook.cli.terminal.Halting;
import dev.runbook.cli.terminal.Surroundings;
import dev.runbook.cli.terminal.Terminal;

import dev.runbook.database.Unreachable;
import dev.runbook.journal.JournalFailure;
import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import dev.runbook.story.Ending;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/// The program: takes its arguments and its surroundings, returns an exit code.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int exit = run(Terminal.system(), System.getenv(), arguments);
        System.out.flush();
        System.err.flush();
        // Halting skips the loading of classes that an orderly exit would need; whatever must be closed has been.
        Runtime.getRuntime().halt(exit);
    }

    static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
        CommandLine commands = new CommandLine(
                new RunbookCommand(new Surroundings(terminal, environment, Halting.ofProperty())));
        commands.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setUsageHelpWidth(100);
        commands.setExecutionExceptionHandler((e, _, _) -> failed(e, terminal, environment));
        commands.setParameterExceptionHandler(Main::misused);
        return commands.execute(arguments);
    }

    private static int misused(CommandLine.ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("runbook: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try 'runbook %s--help'.".formatted(e.getCommandLine().getParent() == null
                ? ""
                : e.getCommandLine().getCommandName() + " "));
        return ExitCode.INVALID;
    }

    private static int failed(Exception e, Terminal terminal, Map<String, String> environment) {
        if (e instanceof Refusal refusal) {
            terminal.err().print(ProblemText.render(refusal.problems()));
            new GithubActions(terminal.out(), environment).tell(refusal.problems());
            return refusal instanceof Unreachable || refusal instanceof TargetBusy
                    ? ExitCode.UNREACHABLE
                    : ExitCode.INVALID;
        }
        if (e instanceof JournalFailure) {
            terminal.err()
                    .println("runbook: " + e.getMessage() + "\nThe run stopped at once: without its journal nothing"
                            + " may be changed. What had run by then is in effect, and was not undone.");
            return Ending.PARTLY_UNDONE.exitCode();
        }
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        terminal.err().println("runbook: this is a bug of runbook, not of your runbook. The journal, if a run had"
                + " begun, is complete up to here.\n" + trace);
        return ExitCode.BUG;
    }
}
