package dev.runbook.cli;

import dev.runbook.database.ServerIdentity;
import dev.runbook.evidence.Masking;
import dev.runbook.model.Runbook;
import dev.runbook.plan.Plan;
import dev.runbook.story.RunHeader;
import dev.runbook.value.Secrets;
import java.util.Objects;

/// Makes a run's header of what is known when it starts.
final class Headers {
    private Headers() {}

    static RunHeader of(Plan plan, RunIdentity identity, ServerIdentity server, boolean sandbox, Secrets secrets) {
        Runbook runbook = plan.runbook();
        Runbook.Head head = runbook.head();
        return new RunHeader(identity.id(), head.id(), head.title(), head.description(), head.owner(), head.risk(),
                runbook.file().toString(), identity.fileHash(), GitCommit.of(runbook.file()), identity.operator(),
                identity.host(), Version.text(), sandbox, server(server),
                new Masking(secrets).mask(plan.params()), head.estimate(), runbook.contacts().stream()
                        .map(c -> new RunHeader.Contact(c.level(), c.role(), c.reach(), c.when())).toList());
    }

    static RunHeader.Server server(ServerIdentity server) {
        return new RunHeader.Server(server.address(), server.database(), server.user(), server.version(),
                server.inRecovery() ? "standby" : "primary", Objects.requireNonNullElse(server.systemIdentifier(), ""));
    }
}
