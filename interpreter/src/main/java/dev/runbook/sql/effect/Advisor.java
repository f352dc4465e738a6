package dev.runbook.sql.effect;

import dev.runbook.source.Span;
import dev.runbook.sql.Script;
import dev.runbook.sql.effect.TransactionAdvice.Reason;
import dev.runbook.sql.item.PsqlCommand;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.item.ScriptItem.Ending;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a script from top to bottom for what speaks for a transaction, and what against it.
final class Advisor {
    private final Script script;
    private final List<Reason> forbidden = new ArrayList<>();
    private final List<Reason> doubts = new ArrayList<>();
    private final OwnTransactions own = new OwnTransactions();
    private final Set<String> created = new HashSet<>();
    private boolean onlyReads = true;
    /// Whether there is a change that could be undone with others, if it were not for those that can't.
    private boolean writesBeside;
    private @Nullable Span addedValue;
    private @Nullable Span notValid;
    private @Nullable Span locked;

    Advisor(Script script) {
        this.script = script;
    }

    TransactionAdvice advise() {
        script.items().forEach(this::consider);
        if (own.found()) {
            return own.advice();
        }
        if (onlyReads && forbidden.isEmpty() && doubts.isEmpty()) {
            return new TransactionAdvice.OnlyReads();
        }
        if (!forbidden.isEmpty()) {
            return writesBeside
                    ? new TransactionAdvice.Ask(forbidden.stream().map(Advisor::beside).toList(), false)
                    : new TransactionAdvice.EachItsOwn(List.copyOf(forbidden));
        }
        return doubts.isEmpty()
                ? new TransactionAdvice.OneTransaction()
                : new TransactionAdvice.Ask(List.copyOf(doubts), true);
    }

    private static Reason beside(Reason reason) {
        return new Reason(reason.why() + " So each of these statements would be its own, and stay when a later one"
                + " fails.", reason.place());
    }

    private void consider(ScriptItem item) {
        switch (item) {
            case Statement statement -> statement(statement);
            case PsqlCommand.Copy copy -> {
                onlyReads = onlyReads && !copy.from();
                writesBeside |= copy.from();
                own.write(copy.place());
            }
            case PsqlCommand.Include(String name, var file, Span place) -> {
                if (file == null) {
                    doubts.add(new Reason("What \\i " + name + " includes is only known when it runs.", place));
                }
            }
            case ScriptItem.Remark _,PsqlCommand _ -> {
            }
        }
    }

    private void statement(Statement statement) {
        String sql = statement.sql().text();
        List<Effect> effects = statement.several() ? Effect.ofSeveral(sql) : List.of(Effect.of(sql));
        effects.forEach(effect -> weigh(effect, statement));
        if (statement.ending() instanceof Ending.Execute) {
            onlyReads = false;
            doubts.add(new Reason("What \\gexec sends is only known when it runs.", statement.place()));
        }
    }

    private void weigh(Effect effect, Statement statement) {
        Span place = statement.place();
        own.see(effect, statement);
        Span value = addedValue;
        if (value != null && !effect.isEmpty()) {
            doubts.add(new Reason("A value added to an enum can't be used before the COMMIT.", value));
            addedValue = null;
        }
        onlyReads = onlyReads && effect.onlyReads();
        writesBeside |= effect.transaction() != Verdict.FORBIDDEN && !effect.onlyReads() && !effect.isEmpty()
                && !effect.command().matches("SET|RESET");
        switch (effect.transaction()) {
            case FORBIDDEN -> forbidden.add(new Reason(effect.reason(), place));
            case UNDECIDABLE -> doubt(effect, place);
            case SAFE -> online(effect, statement);
            case CONTROL -> {
            }
        }
    }

    private void doubt(Effect effect, Span place) {
        if (effect.command().equals("ALTER TYPE")) {
            addedValue = place;
        } else {
            doubts.add(new Reason(effect.reason(), place));
        }
    }

    /// What is safe in one transaction may still hold a lock for as long as what follows takes.
    private void online(Effect effect, Statement statement) {
        Words words = Words.of(statement.sql().text());
        Span earlier = notValid;
        if (earlier != null && words.has("validate", "constraint")) {
            doubts.add(new Reason("NOT VALID and VALIDATE in one transaction hold the lock of the first during the "
                    + "scan of the second: others would wait for all of it.", statement.place()));
            notValid = null;
        } else if (words.has("not", "valid")) {
            notValid = statement.place();
        }
        Span lock = locked;
        if (lock != null && scans(effect, words)) {
            doubts.add(new Reason("The lock taken at line " + lock.position().line()
                    + " would be held while this reads or writes whole tables.", statement.place()));
            locked = null;
        }
        remember(effect, words, statement.place());
    }

    private void remember(Effect effect, Words words, Span place) {
        String table = target(words);
        if (effect.command().equals("CREATE TABLE") || effect.command().equals("CREATE MATERIALIZED VIEW")) {
            created.add(table);
        } else if (locked == null && effect.lock() == Effect.Lock.ACCESS_EXCLUSIVE && !created.contains(table)) {
            locked = place;
        }
    }

    private static boolean scans(Effect effect, Words words) {
        return switch (effect.command()) {
            case "UPDATE", "DELETE", "MERGE", "CREATE INDEX", "CREATE MATERIALIZED VIEW", "REFRESH MATERIALIZED VIEW",
                    "COPY", "CLUSTER", "REINDEX", "DO" ->
                true;
            case "INSERT", "CREATE TABLE", "SELECT", "WITH" -> words.has("from");
            case "ALTER TABLE" -> words.has("validate") || (words.has("add") && !words.has("not", "valid")
                    && words.hasAny("foreign", "check", "primary", "unique", "exclude"))
                    || words.has("set", "not", "null");
            default -> false;
        };
    }

    /// The name of the table that a statement is about: the first one behind TABLE, TRUNCATE, VIEW or ON.
    private static String target(Words words) {
        for (int i = 0; i < words.size(); i++) {
            if (Set.of("table", "truncate", "view", "lock", "on").contains(words.word(i))) {
                return name(words, i + 1);
            }
        }
        return "";
    }

    private static String name(Words words, int from) {
        int at = from;
        while (Set.of("table", "if", "not", "exists", "only").contains(words.word(at))) {
            at++;
        }
        StringBuilder name = new StringBuilder();
        for (; at < words.size(); at++) {
            Token token = words.tokens().get(at);
            name.append(token.text());
            if (!words.at(at + 1).equals(".") && !token.is(".")) {
                return name.toString();
            }
        }
        return name.toString();
    }
}
