package dev.runbook.sql;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Passage;
import dev.runbook.sql.item.ScriptItem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A script as it can be known before it runs: all its items, those of every branch and of every included file,
/// and all that is wrong with it.
public record Script(List<ScriptItem> items, List<Problem> problems) {
    /// A file with more than this wrong with it is no script: a dump in another format, a picture.
    private static final int MOST_PROBLEMS = 100;

    public Script {
        items = List.copyOf(items);
        problems = List.copyOf(problems);
    }

    /// Reads a script; what is wrong with it is collected, not thrown.
    ///
    /// @param file the file that the script stands in, or null when it stands in a runbook
    /// @param directory the working directory, which `\i` starts from
    public static Script read(Passage text, @Nullable Path file, Path directory, ScriptFiles files) {
        Collected found = new Collected();
        try {
            ScriptReader reader = new ScriptReader(text, new Includes(file, directory, files), null);
            while (found.refusals < MOST_PROBLEMS && found.next(reader)) {
            }
        } catch (Refusal refusal) {
            found.add(refusal);
        }
        return new Script(found.items, found.problems.sorted());
    }

    /// What has been read so far.
    private static final class Collected {
        private final List<ScriptItem> items = new ArrayList<>();
        private final Problems problems = new Problems();
        private int refusals;

        boolean next(ScriptReader reader) {
            try {
                ScriptItem item = reader.next();
                if (item instanceof ScriptItem.Remark(Problem problem, var _, var _)) {
                    problems.add(problem);
                } else if (item != null) {
                    items.add(item);
                }
                return item != null;
            } catch (Refusal refusal) {
                add(refusal);
                return true;
            }
        }

        void add(Refusal refusal) {
            refusals++;
            refusal.problems().forEach(problems::add);
        }
    }

    /// The statements of all branches, in the order in which they stand.
    public List<ScriptItem.Statement> statements() {
        return items.stream().filter(ScriptItem.Statement.class::isInstance)
                .map(ScriptItem.Statement.class::cast).toList();
    }

    public boolean isSound() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
