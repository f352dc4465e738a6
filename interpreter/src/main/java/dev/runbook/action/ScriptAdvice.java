package dev.runbook.action;

import dev.runbook.action.Sql.Transaction;
import dev.runbook.reading.Fields;
import dev.runbook.script.ScriptCheck;
import dev.runbook.source.Span;
import dev.runbook.sql.Script;
import dev.runbook.sql.effect.TransactionAdvice;
import dev.runbook.sql.effect.TransactionAdvice.ControlsItsOwn;
import dev.runbook.sql.effect.TransactionAdvice.Reason;
import dev.runbook.yaml.Node;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is wrong with a step's script, and what its transaction is to be: where nobody can know, or where it contradicts
/// what the step says, that is a problem at the statement that is the reason.
final class ScriptAdvice {
    private static final String ONE = "it can't be a part of one transaction";

    private ScriptAdvice() {}

    static TransactionAdvice of(Fields fields, Script script, Transaction mode) {
        script.problems().forEach(fields.reading().problems()::add);
        ScriptCheck.check(script, fields.reading().problems());
        if (fields.has("sql") && !fields.isMisshapen("vars")) {
            ScriptCheck.checkNames(script, Set.copyOf(fields.entries("vars").stream().map(Node.Entry::name).toList()),
                    fields.reading().problems());
        }
        TransactionAdvice advice = TransactionAdvice.of(script);
        switch (mode) {
            case AUTO -> ask(fields, advice);
            case ALWAYS -> {
                if (!expectsError(fields)) {
                    contradict(fields, advice);
                }
            }
            case NEVER -> {
            }
        }
        return advice;
    }

    /// Who expects the server's refusal knows of it.
    private static boolean expectsError(Fields fields) {
        return fields.mapping().get("expect") instanceof Node.Mapping expect && expect.has("error");
    }

    private static void ask(Fields fields, TransactionAdvice advice) {
        if (advice instanceof TransactionAdvice.Ask(List<Reason> reasons, boolean canBeOne)) {
            String say = canBeOne
                    ? " Say transaction: always, or transaction: never as psql does it."
                    : " Say transaction: never if that is meant, or make it a step of its own.";
            firstPerPlace(reasons).forEach(reason -> fields.reading().problems().error(reason.place(),
                    "one transaction, or each statement its own?", reason.why() + say));
        }
    }

    /// What the server would refuse in the middle of the run, or what would end the step's transaction before it is judged.
    private static void contradict(Fields fields, TransactionAdvice advice) {
        switch (advice) {
            case TransactionAdvice.EachItsOwn(List<Reason> reasons) -> refuse(fields, reasons);
            case TransactionAdvice.Ask(List<Reason> reasons, boolean canBeOne) when !canBeOne ->
                refuse(fields, reasons);
            case ControlsItsOwn own -> fields.reading().problems().error(place(fields, own),
                    "it begins or ends a transaction itself",
                    "The step's transaction is begun before its first statement"
                            + " and committed when it has been judged: take BEGIN and COMMIT out, or leave transaction:"
                            + " always out.");
            case TransactionAdvice.Ask _,TransactionAdvice.OnlyReads _,TransactionAdvice.OneTransaction _ -> {
            }
        }
    }

    private static void refuse(Fields fields, List<Reason> reasons) {
        firstPerPlace(reasons).forEach(reason -> fields.reading().problems().error(reason.place(), ONE,
                sentence(reason.why()) + " Make it a step of its own, with transaction: never."));
    }

    /// Without what it would mean if each statement were its own.
    private static String sentence(String why) {
        int end = why.indexOf(". ");
        return end < 0 ? why : why.substring(0, end + 1);
    }

    private static @Nullable Span place(Fields fields, ControlsItsOwn own) {
        return own.open() != null
                ? own.open()
                : own.lastCommit() != null
                        ? own.lastCommit()
                        : fields.place(fields.has("sql") ? "sql" : "sql_file");
    }

    /// One problem for a statement, however many reasons it gives.
    private static Collection<Reason> firstPerPlace(List<Reason> reasons) {
        Map<Span, Reason> first = new LinkedHashMap<>();
        reasons.forEach(reason -> first.putIfAbsent(reason.place(), reason));
        return first.values();
    }
}
