package dev.runbook.journal;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.story.Event;
import dev.runbook.value.Value;

/// Readings of a database's catalog as JSON, and back.
final class CatalogJson {
    private CatalogJson() {}

    static Value write(Doc doc, Event.CatalogRead event) {
        CatalogSight sight = event.sight();
        Doc all = doc.with("moment", sight.moment().name()).with("sha256", sight.sha256())
                .with("objects", Value.of(sight.objects())).with("file", sight.file())
                .with("unread", sight.unread(), Value::of).with("changes", event.changes(), CatalogJson::write);
        return (event.omitted() == 0 ? all : all.with("omitted", Value.of(event.omitted()))).value();
    }

    static Event.CatalogRead event(Doc doc) {
        CatalogSight sight = new CatalogSight(doc.word("moment", CatalogSight.Moment.class), doc.text("sha256"),
                doc.number("objects"), doc.text("file"), doc.list("unread", Value::text));
        return new Event.CatalogRead(doc.instant("at"), sight, doc.list("changes", CatalogJson::change),
                doc.number("omitted"));
    }

    private static Value write(CatalogChange change) {
        return Doc.empty().with("object", change.object()).with("kind", change.kind().name())
                .with("lines", change.lines(), Value::of).value();
    }

    private static CatalogChange change(Value value) {
        Doc doc = Doc.of(value);
        return new CatalogChange(doc.text("object"), doc.word("kind", CatalogChange.Kind.class),
                doc.list("lines", Value::text));
    }
}
