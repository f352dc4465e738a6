package dev.runbook.script;

import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Suggestion;
import dev.runbook.source.Span;
import dev.runbook.sql.Script;
import dev.runbook.sql.item.PsqlCommand;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Reference;
import dev.runbook.table.psql.PrintSettings;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds, before a script runs, what could not be printed as it asks for.
public final class ScriptCheck {
    private ScriptCheck() {}

    public static void check(Script script, Problems problems) {
        for (ScriptItem item : script.items()) {
            switch (item) {
                case PsqlCommand.PSet(String option, String value, Span place) ->
                    check(option, value, place, problems);
                case Statement statement when statement.ending() instanceof Ending.Go(_, Map<String, String> options) ->
                    options.forEach((option, value) -> check(option, value, statement.place(), problems));
                case Statement _,ScriptItem.Remark _,PsqlCommand _ -> {
                }
            }
        }
    }

    /// Finds references to variables that nobody gives a value. A script that sets variables of its own is left alone.
    ///
    /// @param given the names that have values from outside
    public static void checkNames(Script script, Set<String> given, Problems problems) {
        boolean sets = script.items().stream().anyMatch(item -> item instanceof PsqlCommand.Set
                || item instanceof Statement statement && statement.ending() instanceof Ending.IntoVariables);
        if (sets) {
            return;
        }
        for (Statement statement : script.statements()) {
            statement.references().stream().filter(r -> r.kind() != Reference.Kind.TEST && !given.contains(r.name()))
                    .forEach(r -> problems.error(r.place(), "there is no variable \"" + r.name() + "\"",
                            "Give it under vars; a colon that is meant as one belongs into a quoted text."
                                    + Suggestion.didYouMean(r.name(), given)));
        }
    }

    /// What a variable holds is not known yet.
    private static void check(String option, @Nullable String value, Span place, Problems problems) {
        if (option.startsWith(":") || value != null && value.startsWith(":")) {
            return;
        }
        try {
            Screen.applied(PrintSettings.DEFAULT, option, value, place);
        } catch (Refusal refusal) {
            refusal.problems().forEach(problems::add);
        }
    }
}
