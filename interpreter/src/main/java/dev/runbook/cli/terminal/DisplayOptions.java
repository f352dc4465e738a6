package dev.runbook.cli.terminal;

import dev.runbook.console.Console;
import dev.runbook.console.Style;
import dev.runbook.console.Volume;
import dev.runbook.journal.JsonLines;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.story.Listener;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// How a run is shown while it happens.
public final class DisplayOptions {
    @Option(names = {"-q", "--quiet"}, description = "Only what fails or warns, and the end.")
    private boolean quiet;

    @Option(names = {"-v",
            "--verbose"}, description = "Also what each step does, its output, and the checks that passed.")
    private boolean verbose;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, or jsonl: the story as it happens, an event a line.")
    private Format format = Format.TEXT;

    /// Who watches.
    enum Format {
        /// A person.
        TEXT,
        /// A program, which reads standard output; what is said to people goes to standard error.
        JSONL
    }

    /// The terminal that people see: standard output belongs to the program where one reads it.
    public Terminal people(Terminal terminal) {
        if (quiet && verbose) {
            throw new Refusal(Problem.error(null, "--quiet and --verbose contradict each other", "Say one of them."));
        }
        return format == Format.JSONL
                ? new Terminal(terminal.err(), terminal.err(), terminal.in(), terminal.interactive(), false)
                : terminal;
    }

    /// Whoever is told the story.
    ///
    /// @param beforeQuestions is given what makes room for a question
    public Listener watcher(Surroundings around, Consumer<Runnable> beforeQuestions) {
        Terminal terminal = around.terminal();
        if (format == Format.JSONL) {
            return new JsonLines(terminal.out());
        }
        Console console = new Console(terminal.out(), Style.of(terminal.terminal(), around.environment()),
                terminal.terminal() ? new TerminalSize() : null,
                quiet ? Volume.QUIET : verbose ? Volume.VERBOSE : Volume.NORMAL);
        beforeQuestions.accept(console::hush);
        return console;
    }

    public boolean quiet() {
        return quiet;
    }
}
