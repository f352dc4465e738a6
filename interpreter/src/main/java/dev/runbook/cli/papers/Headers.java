package dev.runbook.cli.papers;

import dev.runbook.cli.target.RunIdentity;

import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.evidence.Masking;
import dev.runbook.expression.Scope;
import dev.runbook.model.Runbook;
import dev.runbook.plan.Plan;
import dev.runbook.story.RunHeader;
import dev.runbook.value.Secrets;
import java.util.Objects;

/// Makes a run's header of what is known when it starts.
public final class Headers {
    private Headers() {}

    /// @param names what the run's expressions find
    public static RunHeader of(Plan plan, RunIdentity identity, ServerIdentity server, boolean sandbox, Secrets secrets,
            Scope names) {
        Runbook runbook = plan.runbook();
        Runbook.Head head = runbook.head();
        Masking masking = new Masking(secrets);
        return new RunHeader(identity.id(), head.id(), masking.mask(head.title().eval(names).text()),
                masking.mask(head.description().eval(names).text()), head.owner(), head.risk(),
                runbook.file().toString(), identity.fileHash(), GitCommit.of(runbook.file()), identity.operator(),
                identity.host(), Version.text(), plan.selection().options(), sandbox, server(server),
                masking.mask(plan.params()), head.estimate(), runbook.contacts().stream()
                        .map(c -> new RunHeader.Contact(c.level(), c.role(), c.reach(), c.when())).toList());
    }

    public static RunHeader.Server server(ServerIdentity server) {
        return new RunHeader.Server(server.address(), server.database(), server.user(), server.version(),
                server.inRecovery() ? "standby" : "primary", Objects.requireNonNullElse(server.systemIdentifier(), ""));
    }
}
