package dev.runbook.journal;

import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;

/// Events as JSON objects, and back; `docs/journal.md` describes them field by field.
final class EventJson {
    private EventJson() {}

    static Value write(Event event) {
        Doc doc = Doc.empty().with("at", event.at()).with("event", name(event));
        return switch (event) {
            case Event.RunStarted e -> doc.with("header", HeaderJson.write(e.header()))
                    .with("outline", e.outline(), HeaderJson::write).value();
            case Event.Called e -> doc.with("options", e.options()).value();
            case Event.TakenUp e -> doc.with("verb", e.verb()).with("operator", e.operator()).with("host", e.host())
                    .with("lost", e.lost(), Value::of).with("address", e.address()).value();
            case Event.Performed e -> step(doc, e.step()).with("token", e.token()).with("fields", e.fields())
                    .with("facts", e.facts(), EvidenceJson::write)
                    .with("verdicts", e.verdicts(), EvidenceJson::write).value();
            case Event.StepStarted e -> step(doc, e.step()).with("estimate", e.estimate())
                    .with("source", e.source(), EvidenceJson::write).value();
            case Event.Progress e -> step(doc, e.step()).with("line", e.line()).value();
            case Event.Watched e -> step(doc, e.step()).with("lines", e.lines(), Value::of)
                    .with("waiting", EvidenceJson.write(e.waiting())).value();
            case Event.Tried e -> step(doc, e.step()).with("took", e.took())
                    .with("failure", EvidenceJson.write(e.failure())).with("pause", e.pause())
                    .with("left", Value.of(e.left())).value();
            case Event.Armed e -> step(doc, e.step()).value();
            case Event.Disarmed e -> step(doc, e.step()).with("why", e.why()).value();
            case Event.Effect e -> step(doc, e.step()).with("kind", e.kind()).with("token", e.token()).value();
            case Event.Answered e -> step(doc, e.step()).with("question", e.question())
                    .with("answer", e.answer()).with("by", e.by()).value();
            case Event.Judged e -> step(doc, e.step()).with("verdict", EvidenceJson.write(e.verdict())).value();
            case Event.StepFinished e -> finished(step(doc, e.step()), e);
            case Event.StepSkipped e -> step(doc, e.step()).with("why", e.why()).value();
            case Event.Decided e -> doc.with("choice", e.choice()).with("by", e.by()).with("why", e.why()).value();
            case Event.RecoveryStarted e -> doc.with("name", e.name()).with("title", e.title()).value();
            case Event.FollowupsDue e -> doc.with("followups", e.followups(), HeaderJson::write).value();
            case Event.CatalogRead e -> CatalogJson.write(doc, e);
            case Event.RunFinished e -> doc.with("ending", e.ending().name()).with("state", e.state()).value();
        };
    }

    static Event event(Value value) {
        Doc doc = Doc.of(value);
        return switch (doc.text("event")) {
            case "run_started" -> new Event.RunStarted(doc.instant("at"), HeaderJson.header(doc.get("header")),
                    doc.list("outline", HeaderJson::step));
            case "called" -> new Event.Called(doc.instant("at"), doc.map("options"));
            case "taken_up" -> new Event.TakenUp(doc.instant("at"), doc.text("verb"), doc.text("operator"),
                    doc.text("host"), doc.list("lost", Value::text), doc.text("address"));
            case "decided" -> new Event.Decided(doc.instant("at"), doc.text("choice"), doc.text("by"), doc.text("why"));
            case "recovery_started" ->
                new Event.RecoveryStarted(doc.instant("at"), doc.text("name"), doc.text("title"));
            case "followups_due" ->
                new Event.FollowupsDue(doc.instant("at"), doc.list("followups", HeaderJson::followup));
            case "catalog_read" -> CatalogJson.event(doc);
            case "run_finished" ->
                new Event.RunFinished(doc.instant("at"), doc.word("ending", Ending.class), doc.text("state"));
            default -> stepEvent(doc, HeaderJson.step(doc.get("step")));
        };
    }

    private static Event stepEvent(Doc doc, StepRef step) {
        return switch (doc.text("event")) {
            case "step_started" -> new Event.StepStarted(doc.instant("at"), step, doc.durationOrNull("estimate"),
                    doc.list("source", EvidenceJson::fact));
            case "performed" -> new Event.Performed(doc.instant("at"), step, doc.map("token"), doc.map("fields"),
                    doc.list("facts", EvidenceJson::fact), doc.list("verdicts", EvidenceJson::verdict));
            case "progress" -> new Event.Progress(doc.instant("at"), step, doc.text("line"));
            case "watched" -> new Event.Watched(doc.instant("at"), step, doc.list("lines", Value::text),
                    EvidenceJson.waiting(doc.find("waiting")));
            case "tried" -> new Event.Tried(doc.instant("at"), step, doc.duration("took"),
                    EvidenceJson.known(doc.get("failure")), doc.duration("pause"), (int) doc.number("left"));
            case "armed" -> new Event.Armed(doc.instant("at"), step);
            case "disarmed" -> new Event.Disarmed(doc.instant("at"), step, doc.text("why"));
            case "effect" -> new Event.Effect(doc.instant("at"), step, doc.text("kind"), doc.map("token"));
            case "answered" -> new Event.Answered(doc.instant("at"), step, doc.text("question"), doc.text("answer"),
                    doc.text("by"));
            case "judged" -> new Event.Judged(doc.instant("at"), step, EvidenceJson.verdict(doc.get("verdict")));
            case "step_finished" -> finished(doc, step);
            case "step_skipped" -> new Event.StepSkipped(doc.instant("at"), step, doc.text("why"));
            default -> throw new JournalDamage("no such event: " + doc.text("event"));
        };
    }

    private static Event finished(Doc doc, StepRef step) {
        return new Event.StepFinished(doc.instant("at"), step, doc.word("status", Status.class), doc.duration("took"),
                doc.map("fields"), doc.list("facts", EvidenceJson::fact), EvidenceJson.failure(doc.find("failure")),
                doc.text("summary"));
    }

    private static Value finished(Doc doc, Event.StepFinished e) {
        return doc.with("status", e.status().name()).with("took", e.took()).with("fields", e.fields())
                .with("facts", e.facts(), EvidenceJson::write).with("failure", EvidenceJson.write(e.failure()))
                .with("summary", e.summary()).value();
    }

    private static Doc step(Doc doc, StepRef step) {
        return doc.with("step", HeaderJson.write(step));
    }

    private static String name(Event event) {
        return switch (event) {
            case Event.RunStarted _ -> "run_started";
            case Event.StepStarted _ -> "step_started";
            case Event.Called _ -> "called";
            case Event.TakenUp _ -> "taken_up";
            case Event.Performed _ -> "performed";
            case Event.Progress _ -> "progress";
            case Event.Watched _ -> "watched";
            case Event.Tried _ -> "tried";
            case Event.Armed _ -> "armed";
            case Event.Disarmed _ -> "disarmed";
            case Event.Effect _ -> "effect";
            case Event.Answered _ -> "answered";
            case Event.Judged _ -> "judged";
            case Event.StepFinished _ -> "step_finished";
            case Event.StepSkipped _ -> "step_skipped";
            case Event.Decided _ -> "decided";
            case Event.RecoveryStarted _ -> "recovery_started";
            case Event.FollowupsDue _ -> "followups_due";
            case Event.CatalogRead _ -> "catalog_read";
            case Event.RunFinished _ -> "run_finished";
        };
    }
}
