package dev.runbook.action.dump;

import dev.runbook.action.Restore;
import dev.runbook.action.Restore.Manner;
import dev.runbook.action.Tools;
import dev.runbook.dump.Contents;
import dev.runbook.dump.Format;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The program that restores a dump, and what its end means for the database.
///
/// @param tally tells how far it has come
record PutBack(Restore restore, Tools tools, Format format, Path dump, int jobs, Tally tally) {
    private static final int LOST = 2;
    private static final String ROLLED_BACK = "It ran in one transaction, which was rolled back: ";
    private static final String UNLESS = "Its transaction is rolled back, unless its COMMIT had begun: look at the"
            + " database.";
    private static final String STAYS = "It was not one transaction: what was restored before that stays.";

    /// How it ended.
    ///
    /// @param errors that it went on after
    record Verdict(@Nullable Failure failure, List<String> errors, boolean leftNothing) {
        Verdict {
            errors = List.copyOf(errors);
        }
    }

    /// Restores into a database.
    ///
    /// @param chosen what of the dump, or null for everything
    /// @param definitions whether sequences are made anew: the values set in older ones outlive a rollback
    Verdict into(String database, @Nullable Contents chosen, boolean definitions) {
        tools.progress((format.isArchive() ? "pg_restore" : "psql") + " from " + dump);
        Path list = chosen == null ? null : listed(chosen);
        try {
            Map<String, String> env = new LinkedHashMap<>(Map.of("RUNBOOK_FILE", dump.toString(), "PGDATABASE",
                    database, "RUNBOOK_DATABASE", "dbname='" + database.replaceAll("([\\\\'])", "\\\\$1") + "'"));
            if (list != null) {
                env.put("RUNBOOK_USE_LIST", list.toString());
            }
            return verdict(new PgPrograms(tools).run(format.isArchive() ? pgRestore(list != null) : psql(), env,
                    tally), definitions);
        } finally {
            remove(list);
        }
    }

    private String pgRestore(boolean listed) {
        return "exec pg_restore --no-password --verbose --dbname=\"$RUNBOOK_DATABASE\""
                + switch (restore.manner()) {
                    case ONE_TRANSACTION -> " --single-transaction --exit-on-error";
                    case EACH_STATEMENT -> " --exit-on-error";
                    case GOING_ON -> "";
                }
                + (restore.clean() ? " --clean --if-exists" : "")
                + (restore.only() == null ? "" : " --" + restore.only() + "-only")
                + (jobs > 1 ? " --jobs=" + jobs : "")
                + (listed ? " --use-list=\"$RUNBOOK_USE_LIST\"" : "") + " \"$RUNBOOK_FILE\"\n";
    }

    private String psql() {
        return "exec psql --no-psqlrc --no-password --quiet"
                + switch (restore.manner()) {
                    case ONE_TRANSACTION -> " --single-transaction --set=ON_ERROR_STOP=1";
                    case EACH_STATEMENT -> " --set=ON_ERROR_STOP=1";
                    case GOING_ON -> "";
                } + " --file=\"$RUNBOOK_FILE\"\n";
    }

    private Verdict verdict(ShellResult result, boolean definitions) {
        String stderr = result.stderr().value();
        boolean one = restore.manner() == Manner.ONE_TRANSACTION;
        boolean ended = result.finished();
        if (restore.manner() == Manner.GOING_ON && ended
                && (result.exit() == 0 || stderr.contains("errors ignored on restore: "))) {
            return new Verdict(null, stderr.lines().filter(PutBack::isError).toList(), false);
        }
        if (one && ended && inDoubt(result)) {
            return new Verdict(Failure.of("in_doubt", "the connection ended before the COMMIT was answered",
                    "Whether the restore was committed is not known; look before anything else is done.",
                    new Fact.Code("stderr", "text", PgPrograms.errors(result))), List.of(), false);
        }
        String consequence = !one
                ? STAYS
                : !ended
                        ? UNLESS
                        : ROLLED_BACK + (definitions
                                ? "the database is as it was."
                                : "its rows are gone, and sequences that it had set stay set.");
        Failure failure = PgPrograms.failure(format.isArchive() ? "pg_restore" : "psql", result, consequence);
        return new Verdict(failure, List.of(), failure != null && one && ended && definitions);
    }

    /// psql says only that it lost its connection; pg_restore, at which statement.
    private boolean inDoubt(ShellResult result) {
        return format.isArchive()
                ? result.exit() != 0 && result.stderr().value().contains("Command was: COMMIT")
                : result.exit() == LOST;
    }

    private static boolean isError(String line) {
        return line.startsWith("pg_restore: error: ") || line.matches("psql:.*: ERROR: .*");
    }

    private Path listed(Contents chosen) {
        try {
            Path list = Files.createTempFile(tools.runFolder(), ".dump-", ".list");
            return Files.writeString(list, chosen.useList());
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the run's folder cannot be written: " + e.getMessage(),
                    "Nothing was restored."));
        }
    }

    private static void remove(@Nullable Path list) {
        try {
            if (list != null) {
                Files.deleteIfExists(list);
            }
        } catch (IOException _) {
            // A list of numbers in the run's own folder does no harm.
        }
    }
}
