package dev.runbook.sql;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Span;
import dev.runbook.sql.item.CopyData;
import dev.runbook.sql.scan.Lexer;
import dev.runbook.sql.scan.Nesting;

/// Whether everything that a script opened is closed where it ends.
final class Completeness {
    private Completeness() {}

    /// @throws Refusal at the place where the thing was opened that is still open
    static void require(Frame frame) {
        Span block = frame.conditions.open();
        if (block != null) {
            throw refuse(block, "\\if without \\endif", "Close the block with \\endif, in the same file.");
        }
        Lexer.Mode mode = frame.lexer.mode();
        if (mode != Lexer.Mode.PLAIN) {
            throw refuse(frame.place(frame.lexer.opened(), 1), "unterminated " + name(mode), closing(mode));
        }
        Nesting nesting = frame.lexer.nesting();
        if (nesting.isOpen() && !frame.buffer.isEmpty()) {
            boolean routine = nesting.parenDepth() == 0;
            throw refuse(frame.place(nesting.opened(), routine ? 5 : 1),
                    routine ? "BEGIN without END" : "\"(\" that is never closed",
                    routine ? "Close the body of the routine with END." : "No semicolon behind it ends a statement.");
        }
    }

    /// @throws Refusal when the data of a COPY goes on to the end of the script
    static void requireEnd(Frame frame, CopyData data, Span copy) {
        if (frame.isUnended(data)) {
            throw refuse(copy, "COPY … FROM STDIN without \\. behind its data",
                    "Put the data on the lines that follow, and \\. alone on the line after it.");
        }
    }

    private static String name(Lexer.Mode mode) {
        return switch (mode) {
            case PLAIN -> "statement";
            case COMMENT -> "comment";
            case STANDARD_STRING, ESCAPE_STRING, BIT_STRING -> "quoted string";
            case DOLLAR_STRING -> "dollar-quoted string";
            case QUOTED_IDENTIFIER -> "quoted identifier";
        };
    }

    private static String closing(Lexer.Mode mode) {
        return switch (mode) {
            case PLAIN -> "";
            case COMMENT -> "Close it with */ (comments nest: each /* needs its own).";
            case STANDARD_STRING, ESCAPE_STRING, BIT_STRING -> "Close it with ', and write '' for a quote inside.";
            case DOLLAR_STRING -> "Close it with the same tag that opened it.";
            case QUOTED_IDENTIFIER -> "Close it with \".";
        };
    }

    private static Refusal refuse(Span place, String title, String advice) {
        return new Refusal(Problem.error(place, title, advice));
    }
}
