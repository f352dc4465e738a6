package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.lockwait.LockRule;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Utf8;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Reading;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.source.Span;
import dev.runbook.sql.Script;
import dev.runbook.sql.ScriptFiles;
import dev.runbook.sql.ScriptRun;
import dev.runbook.sql.effect.LockSurvey;
import dev.runbook.sql.effect.RowOrder;
import dev.runbook.sql.effect.TransactionAdvice;
import dev.runbook.sql.file.ScriptFile;
import dev.runbook.sql.scan.Variables;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `sql` and `sql_file`: runs SQL in its connection's one session, as psql would send it.
///
/// @param file the file that the SQL stands in, or null when it stands in the runbook
/// @param vars values for `:'name'`, `:"name"` and `:name`
/// @param transaction how its statements are to be held together
/// @param advice what `auto` comes to
public record Sql(Passage text, @Nullable Path file, Path folder, Map<String, Template> vars, Transaction transaction,
        TransactionAdvice advice, boolean keepsSession, Manner manner, Locks locks) implements Action {

    /// Of a file that the real psql runs, how many bytes are read to be shown.
    private static final int SHOWN = 1 << 20;

    /// What it locks and how long it waits for that.
    public record Locks(LockSurvey survey, @Nullable LockRule rule) {}

    /// psql commands that have effects on the server, or bring in such.
    private static final Pattern CLIENT_EFFECTS = Pattern
            .compile("\\\\(?:copy|gexec|i|ir|include|include_relative)\\b");

    /// How a script is run and what of it is looked at.
    ///
    /// @param continues whether it goes on after an error, as psql does without ON_ERROR_STOP
    /// @param byPsql whether the real psql runs it
    record Manner(boolean continues, Result result, boolean byPsql) {
        private static Manner read(Fields fields) {
            return new Manner(fields.text("on_error", "stop").equals("continue"),
                    Result.read(fields.text("result", "last")), fields.text("runner", "runbook").equals("psql"));
        }
    }

    /// Which of several results the outcome's fields hold.
    sealed interface Result {
        /// The last one.
        record Last() implements Result {}

        /// All together.
        record All() implements Result {}

        /// The n-th, from 1.
        record Nth(int number) implements Result {}

        private static Result read(String text) {
            return switch (text) {
                case "last" -> new Last();
                case "all" -> new All();
                default -> new Nth(text.matches("\\d{1,9}") ? Integer.parseInt(text) : 1);
            };
        }

        /// Those of the results that it means.
        default <T> List<T> of(List<T> results) {
            return switch (this) {
                case Last _ -> results.subList(Math.max(0, results.size() - 1), results.size());
                case All _ -> results;
                case Nth(int number) -> number <= results.size() ? List.of(results.get(number - 1)) : List.of();
            };
        }
    }

    /// How the statements of a step are held together.
    public enum Transaction {
        /// One transaction where every statement is known to be safe in one.
        AUTO,
        /// One transaction.
        ALWAYS,
        /// Each statement by itself, as psql does it.
        NEVER
    }

    /// Included files are named as `sql_file` names its own: from the runbook's folder.
    private static ScriptFiles filesOf(Path folder) {
        return path -> ScriptFile.read((path.startsWith(folder) ? folder.relativize(path) : path).toString(), path);
    }

    private static ScriptFiles noting(Reading reading, ScriptFiles files) {
        return path -> {
            Source source = files.read(path);
            reading.noted(path, source);
            return source;
        };
    }

    /// Reads `sql`.
    public static @Nullable Sql inline(Fields fields) {
        Passage text = fields.source("sql", "give it in vars and write :'name', :\"name\" or :name here.");
        return text == null ? null : read(fields, text, null);
    }

    /// Reads `sql_file`, the file included.
    public static @Nullable Sql file(Fields fields) {
        String name = fields.text("sql_file");
        if (name == null || name.isEmpty() || name.contains("${{")) {
            return null;
        }
        Path path = fields.reading().folder().resolve(name);
        try {
            return read(fields, Passage.of(source(fields, name, path)), path);
        } catch (Refusal e) {
            e.problems().forEach(fields.reading().problems()::add);
        } catch (Utf8.TooLarge e) {
            fields.reading().problems().error(fields.valuePlace("sql_file"), name + " is too large: " + e.getMessage(),
                    "Say runner: psql, which reads it as it goes. Rows can also stand in a file of their own, for"
                            + " \\copy … from, and a dump is put back by `restore`.");
        } catch (NoSuchFileException _) {
            fields.reading().problems().error(fields.valuePlace("sql_file"), "there is no file " + name,
                    "Paths start from the runbook's own folder: " + fields.reading().folder() + ".");
        } catch (IOException e) {
            fields.reading().problems().error(fields.valuePlace("sql_file"),
                    name + " cannot be read: " + e.getMessage(),
                    "It must be a file that you may read.");
        }
        return null;
    }

    /// What the real psql runs need not be read, and may be of any size.
    private static Source source(Fields fields, String name, Path path) throws IOException {
        if (Manner.read(fields).byPsql() && Files.size(path) > SHOWN) {
            return new Source(name, "-- " + Files.size(path) + " bytes, for psql");
        }
        Source source = ScriptFile.read(name, path);
        fields.reading().noted(path, source);
        return source;
    }

    private static Sql read(Fields fields, Passage text, @Nullable Path file) {
        Path folder = fields.reading().folder();
        Manner manner = Manner.read(fields);
        Transaction mode = Transaction.valueOf(fields.text("transaction", "auto").toUpperCase(Locale.ROOT));
        boolean keeps = fields.text("session", file == null ? "keep" : "reset").equals("keep");
        Script script = manner.byPsql()
                ? new Script(List.of(), List.of())
                : Script.read(text, file, folder, noting(fields.reading(), filesOf(folder)));
        TransactionAdvice advice = manner.byPsql()
                ? new TransactionAdvice.EachItsOwn(List.of())
                : ScriptAdvice.of(fields, script, mode);
        if (manner.continues() && inOneTransaction(mode, advice)) {
            fields.reading().problems().error(fields.place("on_error"),
                    "on_error: continue in one transaction",
                    "An expected error inside a transaction undoes the statements before it. Say transaction: never.");
        }
        return new Sql(text, file, folder, fields.templates("vars"), mode, advice, keeps, manner,
                new Locks(LockSurvey.of(script), LockRule.read(fields)));
    }

    /// Whether the query whose rows are looked at says in which order they come.
    public boolean ordersItsRows() {
        Script script = Script.read(text, file, folder, filesOf(folder));
        return RowOrder.isGiven(manner.result().of(RowOrder.queries(script)));
    }

    @Override
    public boolean changesDatabase() {
        return !(advice instanceof TransactionAdvice.OnlyReads);
    }

    @Override
    public Remains remains() {
        if (!changesDatabase()) {
            return Remains.NOTHING;
        }
        if (manner.byPsql() || CLIENT_EFFECTS.matcher(text.text()).find()) {
            return Remains.ANYTHING;
        }
        return inOneTransaction() ? Remains.ALL_OR_NOTHING : Remains.BY_STATEMENT;
    }

    /// Whether the real psql runs it, in a session of its own.
    public boolean byPsql() {
        return manner.byPsql();
    }

    /// Whether the step opens a transaction around its statements.
    public boolean inOneTransaction() {
        return inOneTransaction(transaction, advice);
    }

    private static boolean inOneTransaction(Transaction transaction, TransactionAdvice advice) {
        return switch (transaction) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> advice instanceof TransactionAdvice.OneTransaction;
        };
    }

    /// The COMMIT of its own that is held back until the step has been judged, or null.
    public @Nullable Span heldBack() {
        return advice instanceof TransactionAdvice.ControlsItsOwn own ? own.lastCommit() : null;
    }

    /// Whether nothing that writes follows the COMMIT that is held back.
    boolean commitsLast() {
        return advice instanceof TransactionAdvice.ControlsItsOwn own && own.outside() == null;
    }

    @Override
    public Observation perform(Tools tools) {
        return manner.byPsql() ? new PsqlRun(this, tools).run() : new SqlRun(this, tools).run();
    }

    @Override
    public List<Fact> source(Scope scope) {
        Path path = file;
        return List.of(path == null
                ? new Fact.Code("sql", "sql", text.text().strip())
                : new Fact.Text("sql_file", folder.relativize(path).toString()));
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("records", Type.listOf(Type.Simple.ANY), "rows", Type.Simple.INT, "value", Type.Simple.ANY,
                "columns",
                Type.listOf(Type.Simple.TEXT), "affected", Type.Simple.INT, "notices", Type.listOf(Type.Simple.TEXT),
                "warnings",
                Type.listOf(Type.Simple.TEXT), "results", Type.listOf(Type.Simple.ANY), "errors",
                Type.listOf(Type.Simple.ANY));
    }

    /// The statements with their variables filled in.
    ///
    /// @throws Refusal when a value may not become SQL
    ScriptRun script(Variables variables) {
        return new ScriptRun(text, file, folder, filesOf(folder), variables);
    }

    /// The step's variables: values are data, so a bare `:name` in the runbook takes numbers and booleans only.
    Variables variables(Scope scope) {
        return variables(vars, scope);
    }

    static Variables variables(Map<String, Template> vars, Scope scope) {
        Variables variables = new Variables(Variables.Raw.NUMBERS_AND_BOOLEANS);
        vars.forEach((name, template) -> {
            Value value = template.eval(scope);
            variables.put(name, value instanceof Value.Null ? null : value.text());
        });
        return variables;
    }
}
