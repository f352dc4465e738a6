package dev.runbook.sql;

import dev.runbook.problem.Problem;
import dev.runbook.sql.item.Commands;
import dev.runbook.sql.item.PsqlCommand.Branch;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.Truth;
import dev.runbook.sql.scan.SlashArguments;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Goes into, along and out of `\if` blocks, and keeps the query buffer free of what was not taken.
final class Branching {
    private Branching() {}

    /// An `\if` or `\elif`, whose condition is read as what stands in a branch that is taken.
    static @Nullable ScriptItem condition(Frame frame, SlashArguments arguments) {
        boolean asked;
        if (arguments.name().equals("if")) {
            asked = frame.conditions.isActive();
            frame.conditions.enter(frame.buffer.length(), frame.lexer.nesting().parenDepth(), arguments.place());
        } else {
            discard(frame);
            asked = frame.conditions.elif(frame.buffer.length(), frame.lexer.nesting().parenDepth(), arguments.place());
        }
        frame.interpolation.active(frame.conditions.isActive());
        if (!asked) {
            arguments.skip();
            return null;
        }
        Branch branch = (Branch) Commands.parse(arguments);
        return frame.interpolation.isBlind() ? branch : judge(frame, branch);
    }

    private static ScriptItem judge(Frame frame, Branch branch) {
        Boolean truth = Truth.of(branch.condition());
        if (!Boolean.TRUE.equals(truth)) {
            frame.conditions.reject();
            frame.interpolation.active(false);
        }
        return truth != null
                ? branch
                : new ScriptItem.Remark(Problem.warning(branch.place(),
                        "\"" + branch.condition() + "\" is neither true nor false",
                        "psql takes it for false: is the variable set?"),
                        "unrecognized value \"" + branch.condition() + "\" for \"\\"
                                + branch.kind().name().toLowerCase(Locale.ROOT) + " expression\": Boolean expected",
                        branch.place());
    }

    /// An `\else` or `\endif`.
    static ScriptItem end(Frame frame, Branch branch) {
        boolean otherwise = branch.kind() == Branch.Kind.ELSE;
        if (otherwise || !frame.interpolation.isBlind()) {
            discard(frame);
        }
        if (otherwise) {
            frame.conditions.otherwise(frame.buffer.length(), frame.lexer.nesting().parenDepth(), branch.place());
        } else {
            frame.conditions.leave(branch.place());
        }
        frame.interpolation.active(frame.conditions.isActive());
        return branch;
    }

    /// Nothing of a branch that was not taken stays; before it is known, only the parentheses are taken back.
    private static void discard(Frame frame) {
        if (frame.conditions.open() == null) {
            return;
        }
        if (frame.interpolation.isBlind()) {
            frame.lexer.nesting().restoreParenDepth(frame.conditions.parens());
        } else if (!frame.conditions.isActive()) {
            frame.discardBranch();
        }
    }
}
