package dev.runbook.report.json;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.report.text.Wording;
import dev.runbook.story.CatalogRecord;
import dev.runbook.value.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The database's catalog before and after, as JSON.
record JsonCatalog(Wording wording, boolean stable) {

    Value of(CatalogRecord catalog) {
        Fields fields = new Fields();
        sight(fields, "before", catalog.before());
        sight(fields, "after", catalog.after());
        if (catalog.compared()) {
            fields.with("changed", catalog.changed()).with("changes", catalog.changes(), this::change);
        }
        return (catalog.omitted() == 0 ? fields : fields.with("omitted", Value.of(catalog.omitted()))).value();
    }

    private void sight(Fields fields, String name, @Nullable CatalogSight sight) {
        if (sight != null) {
            fields.with(name, new Fields().with("sha256", stable ? "" : sight.sha256())
                    .with("objects", Value.of(sight.objects())).with("file", sight.file())
                    .with("unread", sight.unread(), text -> Value.of(wording.of(text))).value());
        }
    }

    private Value change(CatalogChange change) {
        return new Fields().with("object", wording.of(change.object()))
                .with("change", change.kind().name().toLowerCase(Locale.ROOT))
                .with("lines", change.lines(), line -> Value.of(wording.of(line))).value();
    }
}
