package dev.runbook.cli.papers;

import dev.runbook.cli.target.RunIdentity;

import dev.runbook.journal.RunDirectory;
import dev.runbook.model.Runbook;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Source;
import dev.runbook.sql.file.ScriptFile;
import dev.runbook.table.compare.LineDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Copies of what a run was made of, by which its report can be understood and the run taken up again when the files
/// have moved on.
public final class Frozen {
    private static final String MAIN = "runbook.yaml";
    private static final int CONTEXT = 2;

    private Frozen() {}

    public static void copy(Runbook runbook, RunDirectory directory) throws IOException {
        List<Source> texts = runbook.texts();
        directory.write(MAIN, texts.getFirst().text());
        for (Source text : texts.subList(1, texts.size())) {
            directory.frozen(RunIdentity.sha256(text.fingerprint()), text.text());
        }
    }

    /// The files besides the runbook's own, with the hashes of their texts.
    static Map<String, String> hashes(Runbook runbook) {
        Map<String, String> hashes = new LinkedHashMap<>();
        List<Source> texts = runbook.texts();
        texts.subList(1, texts.size()).forEach(text -> hashes.put(text.name(), RunIdentity.sha256(text.fingerprint())));
        return hashes;
    }

    /// The runbook's own text as it was when the run began.
    public static String text(RunDirectory directory) {
        try {
            return Files.readString(directory.path().resolve(MAIN));
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the run's copy of its runbook cannot be read: " + e.getMessage(),
                    "Without it nobody knows what the run was to do."));
        }
    }

    /// @param file the runbook as the run was given it
    /// @param hashes of the other files, as [#hashes] made them
    /// @throws Refusal that shows what has been edited since
    public static void refuseEdited(RunDirectory directory, Path file, Map<String, String> hashes) {
        List<Problem> edited = new ArrayList<>();
        compare(file, text(directory), null, edited);
        hashes.forEach((name, hash) -> compare(Path.of(name), directory.frozenText(hash), hash, edited));
        if (!edited.isEmpty()) {
            throw new Refusal(edited);
        }
    }

    private static void compare(Path file, String then, @Nullable String hash, List<Problem> edited) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            Source now = ScriptFile.read(file.toString(), file);
            LineDiff difference = LineDiff.between(then, now.text());
            if (!difference.isEmpty()) {
                edited.add(edited(file, difference.unified(CONTEXT).stripTrailing(), "has a copy"));
            } else if (hash != null && !hash.equals(RunIdentity.sha256(now.fingerprint()))) {
                edited.add(edited(file, "The data of a COPY in it is not what it was.", "has no copy of so much data"));
            }
        } catch (IOException e) {
            edited.add(Problem.error(null, file + " cannot be read: " + e.getMessage(), "Nothing was touched."));
        }
    }

    private static Problem edited(Path file, String how, String copy) {
        return Problem.error(null, file + " was edited since the run began", how
                + "\nNothing was touched. Put it back as it was (the run's folder " + copy
                + "), or undo the run and start a"
                + " new one.");
    }
}
