package dev.runbook.action;

import dev.runbook.action.dump.BackupRun;
import dev.runbook.dump.Format;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Items;
import dev.runbook.value.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `backup`: dumps the database with the real pg_dump, and proves that the dump can be read.
///
/// @param step what answers call it, should it have to ask
/// @param tables patterns as pg_dump knows them, or null for everything
/// @param only `schema`, `data`, or null for both
/// @param jobs how many tables at once
/// @param keep how many backups of this name to keep, or null for all
public record Backup(String step, Template file, Format format, @Nullable Items tables, @Nullable String only,
        @Nullable Template jobs, @Nullable Template keep) implements Action {

    /// Reads `backup`.
    public static @Nullable Backup read(String step, Fields fields) {
        Fields backup = fields.section("backup");
        Template file = backup == null ? null : backup.template("file");
        if (backup == null || file == null) {
            return null;
        }
        Format format = Format.of(backup.text("format", "custom"));
        if (backup.has("jobs") && !"1".equals(backup.text("jobs")) && format != Format.DIRECTORY) {
            backup.reading().problems().error(backup.place("jobs"), "several jobs can't write one file",
                    "Say format: directory, or leave jobs out.");
        }
        if (backup.has("keep") && !file.text().substring(file.text().lastIndexOf('/') + 1).contains("}")) {
            backup.reading().problems().error(backup.place("keep"),
                    "older backups can't be kept: each run would write the same file",
                    "Put ${{ run.stamp }} into the file's name.");
        }
        return new Backup(step, file, format, backup.list("tables"), backup.text("only"), backup.template("jobs"),
                backup.template("keep"));
    }

    @Override
    public Observation perform(Tools tools) {
        return new BackupRun(this, tools).run();
    }

    @Override
    public List<Fact> source(Scope scope) {
        StringBuilder text = new StringBuilder(file.eval(scope).text());
        if (format != Format.CUSTOM) {
            text.append(", ").append(format.word()).append(" format");
        }
        if (tables != null) {
            text.append(", tables ").append(tables.text());
        }
        if (only != null) {
            text.append(", ").append(only).append(" only");
        }
        if (jobs != null) {
            text.append(", ").append(jobs.eval(scope).text()).append(" jobs");
        }
        if (keep != null) {
            text.append(", keeping the last ").append(keep.eval(scope).text());
        }
        return List.of(new Fact.Text("backup", text.toString()));
    }

    @Override
    public Remains remains() {
        return Remains.NOTHING;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("file", Type.Simple.TEXT, "bytes", Type.Simple.INT, "sha256", Type.Simple.TEXT, "tables",
                Type.listOf(Type.Simple.TEXT));
    }
}
