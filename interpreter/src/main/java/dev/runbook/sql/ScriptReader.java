package dev.runbook.sql;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import dev.runbook.sql.item.Commands;
import dev.runbook.sql.item.CopyData;
import dev.runbook.sql.item.CopyLine;
import dev.runbook.sql.item.PsqlCommand;
import dev.runbook.sql.item.PsqlCommand.Branch;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Backslash;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.scan.Input;
import dev.runbook.sql.scan.Interpolation;
import dev.runbook.sql.scan.SlashArguments;
import dev.runbook.sql.scan.Variables;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a script as psql's main loop does, and gives out one item after the other.
///
/// With variables it follows the branches that are taken, at run time. Without, it goes through all of them and
/// leaves references as they are, which is how a script is looked through before anything runs.
final class ScriptReader {
    private static final Pattern REFERENCE = Pattern.compile(":[\\w'\"{]");

    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Includes includes;
    private final @Nullable Variables variables;
    private @Nullable String restriction;
    private boolean standardStrings = true;
    private Frame current;

    ScriptReader(Passage script, Includes includes, @Nullable Variables variables) {
        this.includes = includes;
        this.variables = variables;
        Path file = includes.script();
        this.current = enter(script, file, file == null ? null : script.span().source().name());
    }

    /// How psql names the file that was read last, or null for the runbook itself.
    @Nullable
    String file() {
        return current.name;
    }

    /// How many of its lines were read.
    int line() {
        return current.line();
    }

    void standardConformingStrings(boolean on) {
        standardStrings = on;
        frames.forEach(frame -> frame.lexer.standardConformingStrings(on));
    }

    /// The next item, or null at the end.
    ///
    /// @throws Refusal for what a script can't hold; reading can go on behind it
    @Nullable
    ScriptItem next() {
        while (!frames.isEmpty()) {
            Frame frame = frames.element();
            current = frame;
            ScriptItem item = switch (frame.advance()) {
                case SEMICOLON -> checked(frame, frame.complete(new Ending.Semicolon()));
                case BACKSLASH -> backslash(frame);
                case END -> leave(frame);
            };
            if (item != null) {
                return item;
            }
        }
        return null;
    }

    private Frame enter(Passage script, @Nullable Path file, @Nullable String name) {
        Variables known = variables;
        Interpolation interpolation = known == null ? Interpolation.none() : Interpolation.of(known);
        Frame frame = new Frame(script, file, name, interpolation);
        frame.lexer.standardConformingStrings(standardStrings);
        frames.push(frame);
        int nul = frame.indexOfNul();
        if (nul >= 0) {
            frame.stop();
            throw refuse(frame.place(nul, 1), "a NUL character", "PostgreSQL takes none: is this a text file?");
        }
        return frame;
    }

    private @Nullable ScriptItem leave(Frame frame) {
        frames.pop();
        Completeness.require(frame);
        return frame.buffer.isEmpty() ? null : checked(frame, frame.complete(new Ending.EndOfScript()));
    }

    private ScriptItem.@Nullable Statement checked(Frame frame, ScriptItem.@Nullable Statement statement) {
        if (statement == null) {
            return null;
        }
        CopyData data = statement.data();
        if (data != null) {
            Completeness.requireEnd(frame, data, statement.place());
        }
        if (variables == null) {
            foresee(statement);
        }
        return statement;
    }

    /// Before it runs, a script's own word on how strings are read is all there is to go by.
    private void foresee(ScriptItem.Statement statement) {
        Boolean on = StandardStrings.setBy(statement.sql().text());
        if (on != null) {
            standardConformingStrings(on);
        }
    }

    private @Nullable ScriptItem backslash(Frame frame) {
        try {
            return command(frame);
        } catch (Refusal refusal) {
            frame.skipLine();
            throw refusal;
        }
    }

    private @Nullable ScriptItem command(Frame frame) {
        Input in = frame.lexer.input();
        if (!in.isLine()) {
            throw refuse(frame.place(in.place(0), 1), "a backslash in the value of a variable",
                    "A value can't hold psql commands: take the backslash out, or write :'name' to quote it.");
        }
        SlashArguments arguments = new SlashArguments(frame.script, in, frame.interpolation);
        boolean branches = arguments.name().matches("if|elif|else|endif");
        if (!branches && !frame.conditions.isActive()) {
            skip(arguments);
            return null;
        }
        requireUnrestricted(arguments);
        ScriptItem item = perform(frame, arguments);
        arguments.end();
        return item;
    }

    private static void skip(SlashArguments arguments) {
        if (arguments.name().matches("copy|!")) {
            arguments.wholeLine();
        } else {
            arguments.skip();
            arguments.end();
        }
    }

    private void requireUnrestricted(SlashArguments arguments) {
        if (restriction != null && !arguments.name().equals("unrestrict")) {
            throw refuse(arguments.place(), "\\" + arguments.name() + " behind \\restrict",
                    "Between \\restrict and \\unrestrict no psql command is taken: look at where this file comes from.");
        }
    }

    private @Nullable ScriptItem perform(Frame frame, SlashArguments arguments) {
        if (arguments.name().equals("copy")) {
            return copy(frame, arguments);
        }
        if (arguments.name().matches("if|elif")) {
            return Branching.condition(frame, arguments);
        }
        Backslash parsed = Commands.parse(arguments);
        return switch (parsed) {
            case Ending ending -> checked(frame, frame.force(ending));
            case Branch branch -> Branching.end(frame, branch);
            case PsqlCommand.Include include -> include(frame, include, arguments);
            case PsqlCommand.Restrict(String key, Span _) -> {
                restriction = key;
                yield (PsqlCommand) parsed;
            }
            case PsqlCommand.Unrestrict(String key, Span place) -> {
                unrestrict(key, place);
                yield (PsqlCommand) parsed;
            }
            case PsqlCommand.Quit quit -> quit(frame, quit);
            case PsqlCommand command -> apply(command);
        };
    }

    private ScriptItem apply(PsqlCommand command) {
        Variables known = variables;
        if (known != null && command instanceof PsqlCommand.Set(String name, String value, boolean own, Span _)) {
            if (own) {
                known.putOwnWords(name, value);
            } else {
                known.put(name, value);
            }
        }
        if (known != null && command instanceof PsqlCommand.Unset(String name, Span _)) {
            known.remove(name);
        }
        return command;
    }

    private void unrestrict(String key, Span place) {
        if (!key.equals(restriction)) {
            throw refuse(place, "\\unrestrict with another key than \\restrict",
                    "The key of \\unrestrict must be the one of the \\restrict before it.");
        }
        restriction = null;
    }

    /// Before it is known which branches are taken, a `\q` in one of them ends nothing.
    private ScriptItem quit(Frame frame, PsqlCommand.Quit quit) {
        if (variables != null || frame.conditions.open() == null) {
            frame.conditions.leaveAll();
            frame.stop();
        }
        return quit;
    }

    private ScriptItem copy(Frame frame, SlashArguments arguments) {
        CopyLine.Parsed parsed = CopyLine.parse(arguments.wholeLine());
        String file = parsed.file();
        PsqlCommand.ClientEnd end;
        if (file != null) {
            end = new PsqlCommand.ClientEnd.File(file);
        } else if (parsed.from()) {
            CopyData data = frame.inlineData();
            Completeness.requireEnd(frame, data, arguments.place());
            end = new PsqlCommand.ClientEnd.Inline(data);
        } else {
            end = new PsqlCommand.ClientEnd.Output();
        }
        return new PsqlCommand.Copy(parsed.sql(), parsed.from(), end, arguments.place());
    }

    private ScriptItem include(Frame frame, PsqlCommand.Include include, SlashArguments arguments) {
        arguments.end();
        boolean relative = arguments.name().matches("ir|include_relative");
        Path file = includes.resolve(include.name(), relative ? frame.file : null);
        if (variables == null && REFERENCE.matcher(include.name()).find()) {
            return include;
        }
        try {
            enter(includes.open(file, include.place(), frames), file,
                    Includes.name(include.name(), relative ? frame.name : null));
        } catch (Refusal refusal) {
            return maybeNeverReached(frame, refusal);
        }
        return new PsqlCommand.Include(include.name(), file, include.place());
    }

    /// Before it is known which branches are taken, a file that is missing in one of them may not be needed.
    private ScriptItem maybeNeverReached(Frame frame, Refusal refusal) {
        Problem problem = refusal.problems().getFirst();
        Span place = problem.place();
        if (variables != null || frame.conditions.open() == null || place == null) {
            throw refusal;
        }
        return new ScriptItem.Remark(Problem.warning(place, problem.title(), problem.advice()), problem.title(), place);
    }

    private static Refusal refuse(Span place, String title, String advice) {
        return new Refusal(Problem.error(place, title, advice));
    }
}
