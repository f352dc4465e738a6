package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.reading.Fields;
import dev.runbook.shell.ShellResult;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `restore`: puts a dump back with the real pg_restore, in one transaction that stops at the first error.
///
/// @param clean drop what the dump holds before it is made again
public record Restore(Template file, boolean clean) implements Action {
    private static final String RESTORE = """
            exec pg_restore --no-password --single-transaction --exit-on-error $RUNBOOK_CLEAN \
              --dbname="$PGDATABASE" "$RUNBOOK_FILE"
            """;

    /// Reads `restore`.
    public static @Nullable Restore read(Fields step) {
        Fields fields = step.section("restore");
        Template file = fields == null ? null : fields.template("file");
        return fields == null || file == null ? null : new Restore(file, fields.flag("clean"));
    }

    @Override
    public Observation perform(Tools tools) {
        Path dump = tools.folder().resolve(file.eval(tools.scope()).text()).normalize();
        if (!Files.isReadable(dump)) {
            return Observation.failed(Failure.of("file", "there is no readable dump at " + dump,
                    "Nothing was restored.")).leavingNothing();
        }
        tools.progress("pg_restore from " + dump);
        ShellResult result = new ShellCall(tools).runHere(RESTORE, Map.of("RUNBOOK_FILE",
                dump.toString(), "RUNBOOK_CLEAN", clean ? "--clean --if-exists" : ""));
        Observation seen = Observation.of(Map.of("file", Value.of(dump.toString())),
                new Fact.Text("restored from", dump.toString()));
        return result.exit() == 0
                ? seen
                : new Observation(seen.fields(), List.of(new Fact.Code("stderr", "text", result.stderr().value())),
                        Failure.of("exit", "pg_restore: exit code " + result.exit(),
                                "It ran in one transaction, which was rolled back: nothing was restored."));
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Text("restore", file.text() + (clean ? ", cleaning first" : "")));
    }

    @Override
    public boolean changesDatabase() {
        return true;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("file", Type.Simple.TEXT);
    }
}
