package dev.runbook.journal;

import dev.runbook.story.Followup;
import dev.runbook.story.RunHeader;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;

/// A run's header and its steps' names as JSON, and back.
final class HeaderJson {
    private HeaderJson() {}

    static Value write(RunHeader header) {
        return Doc.empty().with("run", header.run()).with("runbook", header.runbook()).with("title", header.title())
                .with("description", header.description()).with("owner", header.owner()).with("risk", header.risk())
                .with("file", header.file()).with("file_sha256", header.fileHash()).with("commit", header.commit())
                .with("operator", header.operator()).with("host", header.host()).with("version", header.version())
                .with("selection", header.selection())
                .with("sandbox", Value.of(header.sandbox())).with("server", write(header.server()))
                .with("params", header.params()).with("estimate", header.estimate())
                .with("contacts", header.contacts(), HeaderJson::write).value();
    }

    static RunHeader header(Value value) {
        Doc doc = Doc.of(value);
        return new RunHeader(doc.text("run"), doc.text("runbook"), doc.text("title"), doc.text("description"),
                doc.text("owner"), doc.text("risk"), doc.text("file"), doc.text("file_sha256"), doc.text("commit"),
                doc.text("operator"), doc.text("host"), doc.text("version"), doc.text("selection"),
                doc.flag("sandbox"),
                server(doc.get("server")), doc.map("params"), doc.durationOrNull("estimate"),
                doc.list("contacts", HeaderJson::contact));
    }

    static Value write(StepRef step) {
        return Doc.empty().with("key", step.key()).with("parent", step.parent()).with("phase", step.phase().name())
                .with("name", step.name()).with("kind", step.kind()).value();
    }

    static StepRef step(Value value) {
        Doc doc = Doc.of(value);
        return new StepRef(doc.text("key"), doc.textOrNull("parent"), doc.word("phase", StepRef.Phase.class),
                doc.text("name"), doc.text("kind"));
    }

    static Value write(Followup followup) {
        return Doc.empty().with("key", followup.key()).with("name", followup.name()).with("every", followup.every())
                .with("for", followup.window()).value();
    }

    static Followup followup(Value value) {
        Doc doc = Doc.of(value);
        return new Followup(doc.text("key"), doc.text("name"), doc.durationOrNull("every"), doc.durationOrNull("for"));
    }

    private static Value write(RunHeader.Server server) {
        return Doc.empty().with("address", server.address()).with("database", server.database())
                .with("user", server.user()).with("version", server.version()).with("role", server.role())
                .with("system", server.system()).value();
    }

    private static RunHeader.Server server(Value value) {
        Doc doc = Doc.of(value);
        return new RunHeader.Server(doc.text("address"), doc.text("database"), doc.text("user"), doc.text("version"),
                doc.text("role"), doc.text("system"));
    }

    private static Value write(RunHeader.Contact contact) {
        return Doc.empty().with("level", Value.of((long) contact.level())).with("role", contact.role())
                .with("reach", contact.reach()).with("when", contact.when()).value();
    }

    private static RunHeader.Contact contact(Value value) {
        Doc doc = Doc.of(value);
        return new RunHeader.Contact((int) doc.number("level"), doc.text("role"), doc.text("reach"), doc.text("when"));
    }
}
