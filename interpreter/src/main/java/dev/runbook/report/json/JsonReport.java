package dev.runbook.report.json;

import dev.runbook.report.text.Stable;
import dev.runbook.report.text.Wording;
import dev.runbook.story.Ending;
import dev.runbook.story.Followup;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunRecord;
import dev.runbook.story.RunRecord.Decision;
import dev.runbook.value.Value;

/// A whole run as JSON; `docs/report.md` describes it field by field.
public final class JsonReport {
    private static final long VERSION = 1;

    private final RunRecord record;
    private final RunHeader header;
    private final Wording wording;
    private final Wording changing;
    private final boolean stable;
    private final Evidence evidence;

    private JsonReport(RunRecord record, Wording wording, boolean stable) {
        this.record = record;
        this.header = record.header();
        this.wording = wording;
        this.changing = stable ? _ -> "" : wording;
        this.stable = stable;
        this.evidence = new Evidence(wording);
    }

    /// The document.
    ///
    /// @param stable leaves out what differs between equal runs
    public static String of(RunRecord record, Wording wording, boolean stable) {
        return JsonText.of(new JsonReport(record, wording, stable).document());
    }

    private Value document() {
        Ending ending = record.ending();
        Fields document = new Fields().with("report", Value.of(VERSION))
                .with("verdict", ending == null ? "INTERRUPTED" : ending.name())
                .with("state", wording.of(record.state()));
        if (ending != null) {
            document.with("exit_code", Value.of(ending.exitCode()));
        }
        decision(document);
        document.with("runbook", runbook()).with("run", run()).with("server", server())
                .with("params", evidence.values(header.params()))
                .with("contacts", header.contacts(), this::contact);
        document.with("followups", record.followups(), this::followup);
        if (record.catalog().before() != null || record.catalog().after() != null) {
            document.with("catalog", new JsonCatalog(wording, stable).of(record.catalog()));
        }
        return document.with("steps", record.steps(), step -> new JsonStep(wording, stable, evidence).of(step))
                .value();
    }

    private void decision(Fields document) {
        record.firstFailure().ifPresent(step -> document.with("first_failure", wording.of(step.step().key())));
        Decision decision = record.decision();
        if (decision != null) {
            document.with("decision",
                    new Fields().with("choice", wording.of(decision.choice())).with("by", wording.of(decision.by()))
                            .with("why", wording.of(decision.why())).value());
        }
        String recovery = record.recovery();
        document.with("recovery", recovery == null ? "" : wording.of(recovery));
    }

    private Value runbook() {
        return new Fields().with("id", wording.of(header.runbook())).with("title", wording.of(header.title()))
                .with("description", wording.of(header.description())).with("owner", wording.of(header.owner()))
                .with("risk", wording.of(header.risk())).with("file", wording.of(header.file()))
                .with("sha256", changing.of(header.fileHash())).with("commit", changing.of(header.commit()))
                .with("estimate_ms", header.estimate()).value();
    }

    private Value run() {
        Fields run = new Fields().with("sandbox", header.sandbox()).with("selection",
                wording.of(header.selection()));
        return stable
                ? run.value()
                : run.with("id", wording.of(header.run())).with("started", record.started())
                        .with("ended", record.ended()).with("took_ms", record.ended() == null ? null : record.took())
                        .with("operator", wording.of(header.operator())).with("host", wording.of(header.host()))
                        .with("version", wording.of(header.version())).value();
    }

    private Value server() {
        RunHeader.Server server = header.server();
        return new Fields().with("address", changing.of(server.address()))
                .with("database", wording.of(server.database())).with("user", changing.of(server.user()))
                .with("version", wording.of(stable ? Stable.version(server.version()) : server.version()))
                .with("role", wording.of(server.role()))
                .with("system", changing.of(server.system())).value();
    }

    private Value followup(Followup followup) {
        return new Fields().with("key", wording.of(followup.key())).with("name", wording.of(followup.name()))
                .with("every_ms", followup.every()).with("for_ms", followup.window())
                .with("made", Value.of(record.checks(followup).size())).value();
    }

    private Value contact(RunHeader.Contact contact) {
        return new Fields().with("level", Value.of(contact.level())).with("role", wording.of(contact.role()))
                .with("reach", wording.of(contact.reach())).with("when", wording.of(contact.when())).value();
    }
}
