package dev.runbook.action.dump;

import dev.runbook.database.Answer;
import dev.runbook.database.Literal;
import dev.runbook.database.Session;
import dev.runbook.database.StatementResult;
import dev.runbook.evidence.Failure;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A database made for a restore, with the encoding and the locale of the session's own; dropped again when the restore
/// fails.
record NewDatabase(String name, Session session) {
    private static final String STATEMENTS = """
            SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L',
                new.name, pg_encoding_to_char(encoding), datcollate, datctype) || CASE d ->> 'datlocprovider'
              WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(d ->> 'datlocale', d ->> 'daticulocale'))
              WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', d ->> 'datlocale')
              ELSE '' END,
              format('DROP DATABASE %I', new.name)
            FROM (SELECT $1 AS name) new, pg_database own, to_jsonb(own) d WHERE own.datname = current_database()""";

    /// Makes it, fills it, and drops it when that failed. An existing one is not touched.
    PutBack.Verdict fill(Supplier<PutBack.Verdict> restore) {
        Answer.Rows statements = Objects
                .requireNonNull(completed(session.execute(STATEMENTS.replace("$1", Literal.of(name)))));
        String drop = String.valueOf(statements.rows().getFirst().get(1));
        completed(session.execute(String.valueOf(statements.rows().getFirst().getFirst())));
        boolean over = false;
        try {
            PutBack.Verdict verdict = restore.get();
            over = true;
            return verdict.failure() == null ? verdict : dropped(verdict, session.execute(drop));
        } finally {
            if (!over) {
                session.execute(drop);
            }
        }
    }

    private PutBack.Verdict dropped(PutBack.Verdict verdict, StatementResult result) {
        Failure failure = verdict.failure();
        boolean gone = result instanceof StatementResult.Completed;
        return failure == null
                ? verdict
                : new PutBack.Verdict(new Failure(failure.title(), failure.code(), gone
                        ? "The new database " + name + " was dropped again; nothing else was touched."
                        : "The new database " + name + " is incomplete, and could not be dropped.", failure.facts()),
                        verdict.errors(), gone);
    }

    private Answer.@Nullable Rows completed(StatementResult result) {
        return switch (result) {
            case StatementResult.Completed _ -> result.rows();
            case StatementResult.Failed failed -> throw refused(failed.error().title());
            case StatementResult.Lost lost -> throw refused(lost.reason());
        };
    }

    private Refusal refused(String words) {
        return new Refusal(Problem.error(null, "the database " + name + " can't be made: " + words,
                "Nothing was restored. An existing database is left alone: drop it first, or name another."));
    }
}
