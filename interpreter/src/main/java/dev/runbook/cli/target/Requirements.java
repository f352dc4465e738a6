package dev.runbook.cli.target;

import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.model.Runbook;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for what a runbook requires, before anything starts.
public final class Requirements {
    private static final Pattern RANGE = Pattern.compile("(>=|<=|>|<|=)?\\s*(\\d+)");

    private Requirements() {}

    /// Looks for the programs.
    ///
    /// @throws Refusal that names all that are missing
    public static void check(Runbook runbook, Map<String, String> environment) {
        Problems problems = new Problems();
        for (String command : runbook.requires().commands()) {
            if (!onPath(command, environment.getOrDefault("PATH", ""))) {
                problems.error(runbook.requires().span(), "the program " + command + " is not on the PATH",
                        "Install it; pg_dump, pg_restore, psql and createdb come with PostgreSQL's client tools"
                                + " (Debian: postgresql-client, Fedora: postgresql, macOS: brew install libpq).");
            }
        }
        problems.refuseErrors();
    }

    /// Looks at the server's version.
    ///
    /// @throws Refusal when it is outside of the range
    public static void checkServer(Runbook runbook, ServerIdentity server) {
        String range = runbook.requires().postgres();
        int major = server.versionNumber() / 10_000;
        if (range != null && !within(range, major)) {
            throw new Refusal(Problem.error(runbook.requires().span(),
                    "the server is PostgreSQL " + server.version() + ", and the runbook requires " + range,
                    "Nothing was touched."));
        }
    }

    private static boolean within(String range, int major) {
        for (String part : range.split(",")) {
            Matcher bound = RANGE.matcher(part.strip());
            if (bound.matches() && !holds(bound.group(1) == null ? "=" : bound.group(1), major,
                    Integer.parseInt(bound.group(2)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(String sign, int major, int bound) {
        return switch (sign) {
            case ">=" -> major >= bound;
            case "<=" -> major <= bound;
            case ">" -> major > bound;
            case "<" -> major < bound;
            default -> major == bound;
        };
    }

    private static boolean onPath(String command, String path) {
        for (String folder : path.split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return true;
            }
        }
        return false;
    }
}
