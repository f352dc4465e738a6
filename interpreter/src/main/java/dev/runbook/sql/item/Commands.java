package dev.runbook.sql.item;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.sql.item.PsqlCommand.Branch;
import dev.runbook.sql.item.PsqlCommand.Channel;
import dev.runbook.sql.item.ScriptItem.Backslash;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.scan.SlashArguments;
import dev.runbook.sql.scan.SlashArguments.Argument;
import dev.runbook.sql.scan.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what a psql command means, or why it is not taken and what to write instead.
public final class Commands {
    private final SlashArguments in;

    private Commands(SlashArguments in) {
        this.in = in;
    }

    /// The command; a `\copy` and an include are completed by the one who reads the script.
    ///
    /// @throws Refusal when the command is not one that a script can hold here
    public static Backslash parse(SlashArguments in) {
        return new Commands(in).parse();
    }

    private Backslash parse() {
        return switch (in.name()) {
            case "i", "include", "ir", "include_relative" -> include();
            case "echo" -> echo(Channel.STDOUT);
            case "qecho" -> echo(Channel.QUERY_OUTPUT);
            case "warn" -> echo(Channel.STDERR);
            case "set" -> set();
            case "unset" -> new PsqlCommand.Unset(variable(need("a variable")), in.place());
            case "if", "elif", "else", "endif" -> branch();
            case "g", "gx" -> go(in.name().equals("gx"));
            case "gset" -> new Ending.IntoVariables(orEmpty(in.next()));
            case "gexec" -> new Ending.Execute();
            case "restrict" -> new PsqlCommand.Restrict(key(), in.place());
            case "unrestrict" -> new PsqlCommand.Unrestrict(key(), in.place());
            case "q", "quit" -> new PsqlCommand.Quit(in.place());
            case "encoding" -> encoding();
            default -> setting();
        };
    }

    private Backslash setting() {
        return switch (in.name()) {
            case "timing" -> timing();
            case "pset" -> new PsqlCommand.PSet(need("an option of \\pset").text(), textOf(in.next()), in.place());
            case "x" -> shortFor("expanded");
            case "t" -> shortFor("tuples_only");
            case "a" -> new PsqlCommand.PSet("a", null, in.place());
            case "f" -> shortFor("fieldsep");
            case "C" -> shortFor("title");
            case "T" -> shortFor("tableattr");
            default -> throw Refused.command(in.name(), in.place());
        };
    }

    private PsqlCommand shortFor(String option) {
        return new PsqlCommand.PSet(option, textOf(in.next()), in.place());
    }

    /// A file's name may end with a semicolon that is not meant.
    private PsqlCommand include() {
        Argument name = need("a file");
        String path = name.quoted() ? name.text() : name.text().replaceFirst(";+$", "");
        if (path.startsWith("~")) {
            throw refuse("~ in the name of an included file", "Write the path from / or from the working directory.");
        }
        return new PsqlCommand.Include(path, null, name.known() ? name.place() : in.place());
    }

    private PsqlCommand echo(Channel channel) {
        List<Argument> words = in.rest();
        boolean bare = !words.isEmpty() && !words.getFirst().quoted() && words.getFirst().text().equals("-n");
        String text = words.stream().skip(bare ? 1 : 0).map(Argument::text).collect(Collectors.joining(" "));
        return new PsqlCommand.Echo(channel, bare ? text : text + "\n", in.place());
    }

    private PsqlCommand set() {
        Argument first = in.next();
        if (first == null) {
            throw refuse("\\set without a variable",
                    "Name the variable and its value; to see one, write \\echo :name.");
        }
        String name = variable(first);
        List<Argument> words = in.rest();
        String value = words.stream().map(Argument::text).collect(Collectors.joining());
        Refused.setting(name, value, in.place());
        return new PsqlCommand.Set(name, value, words.stream().allMatch(Argument::own), in.place());
    }

    private static String variable(Argument name) {
        if (!Variables.isName(name.text())) {
            throw new Refusal(Problem.error(name.place(), "\"" + name.text() + "\" can't be the name of a variable",
                    "A name is made of letters, digits and underscores."));
        }
        return name.text();
    }

    private PsqlCommand branch() {
        String condition = in.rest().stream().map(Argument::text).collect(Collectors.joining(" "));
        Branch.Kind kind = Branch.Kind.valueOf(in.name().toUpperCase(Locale.ROOT));
        return new Branch(kind, condition, in.place());
    }

    private Ending go(boolean expanded) {
        Map<String, String> options = new LinkedHashMap<>();
        if (expanded) {
            options.put("expanded", "on");
        }
        Argument next = in.next();
        if (next != null && !next.quoted() && next.text().startsWith("(")) {
            next = options(next, options);
        }
        if (next != null && !next.quoted() && next.text().startsWith("|")) {
            throw refuse("\\g with a command would run it on this machine",
                    "Write the result to a file with \\g file, and run the command in a shell step.");
        }
        return new Ending.Go(textOf(next), options);
    }

    /// `(name=value …)` before the file of a `\g`; gives back the argument behind it.
    private @Nullable Argument options(Argument first, Map<String, String> options) {
        String word = first.text().substring(1);
        while (true) {
            boolean last = word.endsWith(")");
            String option = last ? word.substring(0, word.length() - 1) : word;
            if (!option.isEmpty()) {
                int equals = option.indexOf('=');
                options.put(equals < 0 ? option : option.substring(0, equals),
                        equals < 0 ? "" : option.substring(equals + 1));
            }
            Argument next = in.next();
            if (last) {
                return next;
            }
            if (next == null) {
                throw refuse("\\g with an option list that does not end", "Close the list with \")\".");
            }
            word = next.text();
        }
    }

    private PsqlCommand timing() {
        Argument state = in.next();
        Boolean on = state == null ? null : Truth.of(state.text());
        if (state != null && on == null) {
            throw refuse("\\timing takes on or off, not \"" + state.text() + "\"", "Write \\timing on.");
        }
        return new PsqlCommand.Timing(on, in.place());
    }

    private PsqlCommand encoding() {
        Argument name = need("an encoding");
        String plain = name.text().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (!plain.equals("UTF8") && !plain.equals("UNICODE")) {
            throw refuse("\\encoding " + name.text() + ": scripts are read as UTF-8",
                    "Convert the file to UTF-8 and take the line out.");
        }
        return new PsqlCommand.Encoding(name.text(), in.place());
    }

    private String key() {
        return need("a key").text().replaceFirst(";+$", "");
    }

    private Argument need(String what) {
        Argument argument = in.next();
        if (argument == null) {
            throw refuse("\\" + in.name() + " without " + what, "Write " + what + " behind it, on the same line.");
        }
        return argument;
    }

    private static @Nullable String textOf(@Nullable Argument argument) {
        return argument == null ? null : argument.text();
    }

    private static String orEmpty(@Nullable Argument argument) {
        return argument == null ? "" : argument.text();
    }

    private Refusal refuse(String title, String advice) {
        return new Refusal(Problem.error(in.place(), title, advice));
    }
}
