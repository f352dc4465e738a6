package dev.runbook.sql;

import dev.runbook.source.Passage;
import dev.runbook.sql.item.ScriptItem;
import dev.runbook.sql.scan.Variables;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A script at work: gives out what to do next, with the variables as they are by then.
///
/// `\set`, `\if` and `\i` are carried out here, and given out for what there is to show. The rest is up to the
/// one who asks: sending statements, putting the results of `\gset` into the variables, echoing.
public final class ScriptRun {
    private final ScriptReader reader;

    /// @param file the file that the script stands in, or null when it stands in a runbook
    /// @param directory the working directory, which `\i` starts from
    /// @param variables what the script knows; the one who runs it may change it between two items
    public ScriptRun(Passage text, @Nullable Path file, Path directory, ScriptFiles files, Variables variables) {
        this.reader = new ScriptReader(text, new Includes(file, directory, files), variables);
    }

    /// The next thing to do, or null at the end.
    ///
    /// @throws dev.runbook.problem.Refusal when the script can't go on
    public @Nullable ScriptItem next() {
        return reader.next();
    }

    /// How psql names the file that the last item came from, or null for a script that stands in a runbook.
    public @Nullable String file() {
        return reader.file();
    }

    /// How many lines of that file had been read when the last item was complete: what psql tells as its place.
    public int line() {
        return reader.line();
    }

    /// Follows the server's `standard_conforming_strings`.
    public void standardConformingStrings(boolean on) {
        reader.standardConformingStrings(on);
    }
}
