package dev.runbook.action.dump;

import dev.runbook.action.ShellCall;
import dev.runbook.action.Tools;
import dev.runbook.dump.Contents;
import dev.runbook.dump.Format;
import dev.runbook.dump.Shelf;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's client programs at work for a step. The password is in their environment, never on a command line.
final class PgPrograms {
    /// What they tell of their work when they are asked to, as against errors, warnings and hints.
    private static final List<String> CHATTER = List.of("creating ", "processing ", "dropping ", "executing ",
            "connecting ", "dumping ", "reading ", "saving ", "identifying ", "finding ", "flagging ", "last built-in ",
            "launching ", "finished ", "entering ", "skipping ", "reordering ", "processed ", "restored ", "implied ",
            "started ", "setting ", "removing ");
    private static final String DEFINITIONS = """
            umask 077
            pg_dump --schema-only --format=custom --no-password --lock-wait-timeout=30s --file="$RUNBOOK_ARCHIVE"
            """;
    private static final String CONTENTS = """
            umask 077
            pg_restore --verbose --schema-only --file="$RUNBOOK_SQL" "$RUNBOOK_ARCHIVE"
            pg_restore --verbose --list --file="$RUNBOOK_LIST" "$RUNBOOK_ARCHIVE"
            """;

    private final Tools tools;

    PgPrograms(Tools tools) {
        this.tools = tools;
    }

    ShellResult run(String script, Map<String, String> env) {
        return run(script, env, tools::progress);
    }

    /// @param told what it says, line by line
    ShellResult run(String script, Map<String, String> env, Consumer<String> told) {
        return new ShellCall(tools).runHere(script, env, told);
    }

    /// What is in a dump.
    Contents contents(Path dump) {
        try {
            return Format.of(dump).isArchive() ? inScratch(scratch -> read(dump, scratch)) : Contents.ofSql(dump);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// The definitions of the step's database.
    Contents live() {
        return inScratch(scratch -> {
            Path archive = scratch.resolve("live.dump");
            must("pg_dump", run(DEFINITIONS, Map.of("RUNBOOK_ARCHIVE", archive.toString())));
            return read(archive, scratch);
        });
    }

    /// A failure where a program failed, or was ended.
    static @Nullable Failure failure(String program, ShellResult result, String consequence) {
        if (result.timedOut()) {
            return Failure.of("timeout", program + " did not end in time", consequence);
        }
        if (result.cancelled()) {
            return Failure.of("interrupted", "stopped by the operator", consequence);
        }
        return result.exit() == 0
                ? null
                : Failure.of("exit", program + ": exit code " + result.exit(), consequence,
                        new Fact.Code("stderr", "text", errors(result)));
    }

    /// What a program said of errors, without what it told of its work.
    static String errors(ShellResult result) {
        String all = result.stderr().value();
        String errors = all.lines().filter(line -> !isChatter(line)).collect(Collectors.joining("\n"));
        return errors.isBlank() ? all : errors;
    }

    private static boolean isChatter(String line) {
        String said = line.replaceFirst("^pg_(?:dump|restore): ", "");
        return said.length() < line.length() && CHATTER.stream().anyMatch(said::startsWith);
    }

    private Contents read(Path archive, Path scratch) throws IOException {
        Path sql = scratch.resolve("contents.sql");
        Path list = scratch.resolve("contents.list");
        must("pg_restore", run(CONTENTS, Map.of("RUNBOOK_ARCHIVE", archive.toString(), "RUNBOOK_SQL",
                sql.toString(), "RUNBOOK_LIST", list.toString())));
        return Contents.ofArchive(sql, list);
    }

    private static void must(String program, ShellResult result) {
        Failure failure = failure(program, result, "Nothing was changed.");
        if (failure != null) {
            throw new Refusal(Problem.error(null, failure.title(), failure.facts().isEmpty()
                    ? failure.advice()
                    : errors(result) + "\n" + failure.advice()));
        }
    }

    private interface Reading {
        Contents in(Path scratch) throws IOException;
    }

    private Contents inScratch(Reading reading) {
        try {
            Path scratch = Files.createTempDirectory(tools.runFolder(), ".dump-");
            try {
                return reading.in(scratch);
            } finally {
                Shelf.delete(scratch);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Refusal unreadable(IOException e) {
        return new Refusal(Problem.error(null, "the backup cannot be read: " + e.getMessage(), ""));
    }
}
