package dev.runbook.action.dump;

import dev.runbook.action.Restore;
import dev.runbook.action.Restore.Manner;
import dev.runbook.action.Tools;
import dev.runbook.dump.Certificate;
import dev.runbook.dump.Contents;
import dev.runbook.dump.Entry;
import dev.runbook.dump.Format;
import dev.runbook.dump.Surplus;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Template;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A dump being put back: first everything that can be known without touching the database is looked at, then what is
/// there and not in the dump, and only then it is restored.
public final class RestoreRun {
    private static final int SHOWN = 50;
    private static final int ASKED = 20;

    private final Restore restore;
    private final Tools tools;
    private final PgPrograms programs;
    private final List<String> tables;
    private final int jobs;
    private final Path dump;
    private final @Nullable String into;
    private final List<Fact> facts = new ArrayList<>();

    public RestoreRun(Restore restore, Tools tools) {
        this.restore = restore;
        this.tools = tools;
        this.programs = new PgPrograms(tools);
        this.tables = Words.texts(restore.tables(), tools.scope());
        this.jobs = Words.count("jobs", restore.jobs(), 1, tools.scope());
        this.dump = restore.file().span().folder(tools.folder()).resolve(restore.file().eval(tools.scope()).text())
                .normalize();
        Template name = restore.into();
        this.into = name == null ? null : name.eval(tools.scope()).text();
    }

    public Observation run() {
        if (!Files.isReadable(dump)) {
            return nothing(Failure.of("file", "there is no readable dump at " + dump, "Nothing was restored."));
        }
        try {
            Format format = Format.of(dump);
            Integrity integrity = new Integrity(dump, format, programs);
            Failure unfit = unfit(format);
            if (unfit == null) {
                unfit = integrity.damage(restore.manner() == Manner.ONE_TRANSACTION);
            }
            return unfit == null ? read(format) : nothing(unfit);
        } catch (IOException e) {
            throw new Refusal(Problem.error(null, "the backup cannot be read: " + e.getMessage(),
                    "Nothing was restored."));
        }
    }

    /// What the dump's format can't do.
    private @Nullable Failure unfit(Format format) {
        String what = null;
        if (!format.isArchive()) {
            what = restore.clean()
                    ? "be cleaned for"
                    : !tables.isEmpty() || restore.only() != null ? "be restored in part" : null;
        }
        if (jobs > 1 && (format == Format.PLAIN || format == Format.TAR)) {
            what = "be restored by several jobs";
        }
        return what == null
                ? null
                : Failure.of("format", "a dump in %s format can't %s".formatted(format.word(), what),
                        "Nothing was restored. The formats custom and directory can.");
    }

    private Observation read(Format format) throws IOException {
        Contents whole = programs.contents(dump);
        Contents contents = tables.isEmpty() ? whole : chosen(whole);
        boolean dataOnly = "data".equals(restore.only()) || contents.isDataOnly();
        Failure doubt = into != null ? null : dataOnly ? occupied(contents) : surplus(contents);
        if (doubt != null) {
            return nothing(doubt);
        }
        PutBack work = new PutBack(restore, tools, format, dump, jobs, Tally.ofDump(tools,
                contents.tableData().stream().map(Entry::qualifiedName).distinct().toList()));
        Contents list = tables.isEmpty() ? null : contents;
        return into == null
                ? told(work.into(tools.connection().database(), list, !dataOnly), tools.connection().database())
                : told(new NewDatabase(into, tools.session()).fill(() -> work.into(into, list, true)), into);
    }

    private Contents chosen(Contents whole) {
        try {
            return whole.of(tables);
        } catch (NoSuchElementException e) {
            throw new Refusal(Problem.error(null, "the dump has no table " + e.getMessage(),
                    "Nothing was restored. It has " + String.join(", ", whole.tables()) + "."));
        }
    }

    /// What is in the database and not in the dump.
    private @Nullable Failure surplus(Contents contents) {
        tools.progress("Looking for what is not in " + dump.getFileName());
        Certificate certificate = Certificate.of(dump);
        Surplus surplus = Surplus.of(programs.live(), contents,
                !tables.isEmpty() || certificate != null && certificate.partial(), restore.clean());
        if (surplus.isEmpty()) {
            return null;
        }
        facts.add(new Fact.Code("in the database and not in the backup", "text", surplus.lines(SHOWN)));
        int stays = surplus.stays().size();
        return stays == 0
                ? null
                : new Question(restore.step(), "the database has %s that the backup has not, and that a restore leaves"
                        .formatted(stays == 1 ? "an object" : stays + " objects"), surplus.lines(ASKED)).ask(tools);
    }

    /// Tables with rows, to which a restore of the data alone adds the dump's.
    private @Nullable Failure occupied(Contents contents) {
        List<String> full = new Occupied(tools.session()).of(contents);
        if (full.isEmpty()) {
            return null;
        }
        facts.add(new Fact.Code("rows before the restore", "text", String.join("\n", full)));
        return new Question(restore.step(), full.size() == 1
                ? "the table " + full.getFirst() + " has rows already, and the backup's are added to them"
                : full.size() + " tables have rows already, and the backup's are added to them",
                full.size() == 1 ? "" : String.join("\n", full)).ask(tools);
    }

    private Observation told(PutBack.Verdict verdict, String database) {
        List<Fact> all = new ArrayList<>(facts);
        if (verdict.failure() == null) {
            all.addFirst(new Fact.Text("restored from", dump + (into == null ? "" : " into the new database " + into)));
        }
        if (!verdict.errors().isEmpty()) {
            all.add(new Fact.Code("errors", "text", String.join("\n", verdict.errors())));
        }
        return new Observation(Map.of("file", Value.of(dump.toString()), "database", Value.of(database), "errors",
                Value.of(verdict.errors().stream().map(Value::of).toList())), all, verdict.failure(),
                verdict.leftNothing());
    }

    private Observation nothing(Failure failure) {
        return new Observation(Map.of(), facts, failure).leavingNothing();
    }
}
