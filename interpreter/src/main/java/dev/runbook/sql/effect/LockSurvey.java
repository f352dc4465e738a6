package dev.runbook.sql.effect;

import dev.runbook.source.Span;
import dev.runbook.sql.Script;
import dev.runbook.sql.item.ScriptItem.Statement;
import dev.runbook.sql.scan.Quoting;
import dev.runbook.sql.scan.Tokens.Kind;
import dev.runbook.sql.scan.Tokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which tables that are there already a script locks so hard that others wait, as far as its text says.
///
/// @param taken in the order of the statements
/// @param concurrently whether a statement says CONCURRENTLY, and so waits for the transactions of others
/// @param exposed the first that takes ACCESS EXCLUSIVE before the script has set a lock timeout, or null
/// @param setsTimeout whether the script leaves a lock timeout of its own to what follows it
public record LockSurvey(List<Taken> taken, boolean concurrently, @Nullable Taken exposed, boolean setsTimeout) {
    private static final Set<String> BEFORE_A_NAME = Set.of("table", "truncate", "view", "index", "on", "lock",
            "cluster", "references");
    /// What locks rows at most, and is what long scripts consist of.
    private static final Set<String> ROWS_ONLY = Set.of("INSERT", "SELECT", "UPDATE", "DELETE", "MERGE", "VALUES",
            "WITH",
            "COPY");
    private static final Set<String> FILLERS = Set.of("table", "if", "exists", "only", "concurrently", "view");

    /// The lock of one statement.
    ///
    /// @param command its kind: `ALTER TABLE`
    /// @param relations the names in it that may be the locked ones, quoted
    public record Taken(Span place, String command, Effect.Lock lock, List<String> relations) {
        public Taken {
            relations = List.copyOf(relations);
        }
    }

    public static LockSurvey of(Script script) {
        Survey survey = new Survey();
        script.statements().forEach(survey::see);
        return new LockSurvey(List.copyOf(survey.taken), survey.concurrently, survey.exposed, survey.guarded);
    }

    /// Every relation that the script may lock.
    public List<String> relations() {
        return taken.stream().flatMap(one -> one.relations().stream()).distinct().toList();
    }

    /// What has been seen so far.
    private static final class Survey {
        private final List<Taken> taken = new ArrayList<>();
        private final Set<String> created = new HashSet<>();
        private boolean concurrently;
        private boolean guarded;
        private boolean guardedHere;
        private @Nullable Taken exposed;

        private void see(Statement statement) {
            Effect effect = Effect.of(statement.sql().text());
            if (ROWS_ONLY.contains(effect.command())) {
                return;
            }
            Words words = Words.of(statement.sql().text());
            if (words.has("lock_timeout") && effect.command().equals("SET")) {
                guardedHere = true;
                guarded |= !words.matches(1, "local");
            }
            List<String> names = names(words);
            if (effect.command().equals("CREATE TABLE") || effect.command().equals("CREATE MATERIALIZED VIEW")) {
                created.addAll(names);
                return;
            }
            boolean concurrent = words.has("concurrently") && !effect.onlyReads();
            concurrently |= concurrent;
            boolean existing = names.isEmpty() || !created.contains(names.getFirst());
            if (existing && (concurrent || effect.lock() != Effect.Lock.LIGHT)) {
                add(new Taken(statement.place(), effect.command(), effect.lock(), names));
            }
        }

        private void add(Taken one) {
            taken.add(one);
            if (exposed == null && !guardedHere && one.lock() == Effect.Lock.ACCESS_EXCLUSIVE) {
                exposed = one;
            }
        }
    }

    private static List<String> names(Words words) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (BEFORE_A_NAME.contains(words.word(i)) && words.tokens().get(i).depth() == 0) {
                list(words, i + 1, names);
            }
        }
        return names.stream().distinct().toList();
    }

    /// The names from an index on, with commas between them.
    private static void list(Words words, int from, List<String> names) {
        int at = from;
        do {
            while (FILLERS.contains(words.word(at))) {
                at++;
            }
            StringBuilder name = new StringBuilder();
            at = name(words, at, name);
            if (name.isEmpty()) {
                return;
            }
            names.add(name.toString());
        } while (words.at(at++).equals(","));
    }

    /// Reads a name, perhaps with its schema.
    ///
    /// @return the index behind it
    private static int name(Words words, int from, StringBuilder name) {
        int at = from;
        while (at < words.size() && isPart(words.tokens().get(at))) {
            name.append(Quoting.identifier(words.tokens().get(at).text()));
            if (!words.at(at + 1).equals(".")) {
                return at + 1;
            }
            name.append('.');
            at += 2;
        }
        return at;
    }

    private static boolean isPart(Token token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
    }
}
