package dev.runbook.report.page;

import dev.runbook.report.fact.Detail;
import dev.runbook.report.prose.Prose;
import dev.runbook.report.text.Stable;
import dev.runbook.report.text.Wording;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunRecord;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who ran what, when and where. A text that is empty is not known, or left out of a stable report.
public record Particulars(String run, String runbook, List<Prose> description, String owner, String risk, String file,
        String fileHash, String commit, String operator, String host, String version, String address, String database,
        String user, String serverVersion, String role, String system, String started, String ended, String took,
        String estimate, boolean late, List<Param> params, List<Contact> contacts) {

    /// A parameter and its value.
    public record Param(String name, String value) {}

    /// Somebody to call.
    public record Contact(int level, String role, String reach, String when) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'")
            .withZone(ZoneOffset.UTC);

    static Particulars of(RunRecord record, Wording wording, boolean stable, Detail detail) {
        RunHeader header = record.header();
        RunHeader.Server server = header.server();
        Instant ended = record.ended();
        Duration estimate = header.estimate();
        Wording here = stable ? _ -> "" : wording;
        String took = ended == null || stable ? "" : Durations.format(record.took());
        return new Particulars(here.of(header.run()), wording.of(header.runbook()),
                Prose.of(wording.of(header.description())), wording.of(header.owner()), wording.of(header.risk()),
                wording.of(header.file()), here.of(header.fileHash()), here.of(header.commit()),
                here.of(header.operator()), here.of(header.host()), here.of(header.version()),
                here.of(server.address()), wording.of(server.database()), here.of(server.user()),
                wording.of(stable ? Stable.version(server.version()) : server.version()), wording.of(server.role()),
                here.of(server.system()),
                stable ? "" : time(record.started()), ended == null || stable ? "" : time(ended), took,
                estimate == null ? "" : Durations.format(estimate), !took.isEmpty() && late(record.took(), estimate),
                params(header, wording, detail), contacts(header, wording, detail));
    }

    static boolean late(Duration took, @Nullable Duration estimate) {
        return estimate != null && 2 * took.toMillis() > 3 * estimate.toMillis();
    }

    /// A moment as reports write it, the same wherever they are made.
    static String time(Instant moment) {
        return TIME.format(moment);
    }

    private static List<Param> params(RunHeader header, Wording wording, Detail detail) {
        return detail.most(List.copyOf(header.params().entrySet())).stream()
                .map(p -> new Param(wording.of(p.getKey()), wording.of(p.getValue().text()))).toList();
    }

    private static List<Contact> contacts(RunHeader header, Wording wording, Detail detail) {
        return detail.most(header.contacts()).stream().map(
                c -> new Contact(c.level(), wording.of(c.role()), wording.of(c.reach()), wording.of(c.when())))
                .toList();
    }

    public boolean anyParams() {
        return !params.isEmpty();
    }

    public boolean anyContacts() {
        return !contacts.isEmpty();
    }
}
