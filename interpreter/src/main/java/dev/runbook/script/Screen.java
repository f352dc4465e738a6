package dev.runbook.script;

import dev.runbook.database.wire.ServerMessage;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.sql.ScriptRun;
import dev.runbook.table.psql.PrintSettings;
import dev.runbook.table.psql.Pset;
import dev.runbook.table.psql.ServerMessage.ShowContext;
import dev.runbook.table.psql.ServerMessage.Verbosity;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// What psql would show of a script, by the settings that the script has made so far.
final class Screen {
    private static final Set<String> SHOWN_WITHOUT_VALUE = Set.of("format", "border", "csv_fieldsep", "linestyle",
            "numericlocale", "fieldsep", "recordsep", "null");
    private static final double MILLIS = 1e6;
    private static final long MINUTE = 60_000;

    private final ScriptOutput output;
    private final PsqlVariables variables;
    private final ScriptRun script;
    private PrintSettings settings = PrintSettings.DEFAULT;
    private boolean timing;
    private @Nullable IntSupplier line;

    Screen(ScriptOutput output, PsqlVariables variables, ScriptRun script) {
        this.output = output;
        this.variables = variables;
        this.script = script;
    }

    ScriptOutput output() {
        return output;
    }

    PrintSettings settings() {
        return settings;
    }

    /// Tells another line than the one that the script has got to, until it is told null.
    void at(@Nullable IntSupplier other) {
        line = other;
    }

    void text(String text) {
        output.text(text);
    }

    /// What psql itself has to say, with the place that it had got to.
    void complain(String words) {
        text(prefix() + words + "\n");
    }

    void message(ServerMessage message, String query) {
        text(prefix() + Messages.of(message, query).text(verbosity(), context()));
        output.tell(message.title());
    }

    void error(ServerMessage error, String query) {
        text(prefix() + Messages.of(error, query).text(verbosity(), context()));
        if (variables.word("ECHO").equals("ERRORS")) {
            complain("STATEMENT:  " + query);
        }
    }

    void sending(String query) {
        if (variables.word("ECHO").equals("QUERIES")) {
            text(query + "\n");
        }
    }

    /// A command's tag, which a quiet psql does not show.
    void tag(String tag) {
        if (!variables.isOn("QUIET") && !tag.isEmpty()) {
            text(tag + "\n");
        }
    }

    void setTiming(@Nullable Boolean on) {
        timing = on == null ? !timing : on;
        loudly("Timing is " + (timing ? "on." : "off."));
    }

    void took(long nanos) {
        if (timing) {
            text(timeText(nanos / MILLIS));
        }
    }

    private static String timeText(double millis) {
        if (millis < 1_000) {
            return String.format(Locale.ROOT, "Time: %.3f ms\n", millis);
        }
        long minutes = (long) millis / MINUTE;
        return String.format(Locale.ROOT, "Time: %.3f ms (%02d:%06.3f)\n", millis, minutes,
                (millis - minutes * MINUTE) / 1_000);
    }

    void pset(String option, @Nullable String value, Span place) {
        settings = applied(settings, option, value, place);
    }

    /// The settings with the options of one `\g`.
    PrintSettings with(Map<String, String> options, Span place) {
        PrintSettings changed = settings;
        for (Map.Entry<String, String> option : options.entrySet()) {
            changed = applied(changed, option.getKey(), option.getValue(), place);
        }
        return changed;
    }

    /// @throws Refusal when the option changes the print in a way that is not ours to give
    static PrintSettings applied(PrintSettings settings, String option, @Nullable String value, Span place) {
        if (option.equals("a")) {
            return settings.withFormat(settings.format() == PrintSettings.Format.ALIGNED
                    ? PrintSettings.Format.UNALIGNED
                    : PrintSettings.Format.ALIGNED);
        }
        if (value == null && SHOWN_WITHOUT_VALUE.contains(option)) {
            return settings;
        }
        Problems problems = new Problems();
        PrintSettings changed = Pset.apply(settings, Passage.somewhere(option, place),
                value == null ? null : Passage.somewhere(value, place), problems);
        if (problems.hasErrors()) {
            throw new Refusal(problems.sorted());
        }
        return changed;
    }

    private void loudly(String text) {
        if (!variables.isOn("QUIET")) {
            text(text + "\n");
        }
    }

    private String prefix() {
        String file = script.file();
        IntSupplier other = line;
        return file == null
                ? ""
                : "psql:" + file + ":" + (other == null ? script.line() : other.getAsInt()) + ": ";
    }

    private Verbosity verbosity() {
        return switch (variables.word("VERBOSITY")) {
            case "TERSE" -> Verbosity.TERSE;
            case "VERBOSE" -> Verbosity.VERBOSE;
            case "SQLSTATE" -> Verbosity.SQLSTATE;
            default -> Verbosity.DEFAULT;
        };
    }

    private ShowContext context() {
        return switch (variables.word("SHOW_CONTEXT")) {
            case "NEVER" -> ShowContext.NEVER;
            case "ALWAYS" -> ShowContext.ALWAYS;
            default -> ShowContext.ERRORS;
        };
    }
}
