package dev.runbook.report.diff;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.report.diff.RunDiff.Difference;
import dev.runbook.report.diff.RunDiff.Lasting;
import dev.runbook.report.json.Fields;
import dev.runbook.report.json.JsonText;
import dev.runbook.story.Ending;
import dev.runbook.story.RunRecord;
import dev.runbook.value.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Two runs side by side as JSON.
public final class RunDiffJson {
    private RunDiffJson() {}

    public static String of(RunDiff diff) {
        return JsonText.of(new Fields().with("diff", Value.of(1)).with("equal", diff.equal())
                .with("left", run(diff.left())).with("right", run(diff.right()))
                .with("differences", diff.differences(), RunDiffJson::difference)
                .with("catalog", diff.catalog(), RunDiffJson::change).with("catalog_note", diff.catalogNote())
                .with("more_objects", Value.of(diff.moreObjects()))
                .with("durations", diff.durations(), RunDiffJson::lasting).value());
    }

    private static Value run(RunRecord run) {
        Ending ending = run.ending();
        return new Fields().with("run", run.header().run())
                .with("verdict", ending == null ? "INTERRUPTED" : ending.name())
                .with("started", run.started()).with("took_ms", ending == null ? null : run.took())
                .with("database", run.header().server().database()).with("address", run.header().server().address())
                .value();
    }

    private static Value difference(Difference difference) {
        Fields fields = new Fields();
        if (difference.step() != null) {
            fields.with("step", difference.step()).with("name", difference.name());
        }
        return fields.with("what", difference.what()).with("left", side(difference.left()))
                .with("right", side(difference.right())).value();
    }

    private static Value side(@Nullable String text) {
        return text == null ? Value.Null.NULL : Value.of(text);
    }

    private static Value change(CatalogChange change) {
        return new Fields().with("object", change.object())
                .with("change", change.kind().name().toLowerCase(Locale.ROOT))
                .with("lines", change.lines(), Value::of).value();
    }

    private static Value lasting(Lasting lasting) {
        return new Fields().with("step", lasting.step()).with("name", lasting.name())
                .with("left_ms", lasting.left()).with("right_ms", lasting.right()).value();
    }
}
