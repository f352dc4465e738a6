package dev.runbook.cli.target;

import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.journal.JournalReader;
import dev.runbook.journal.RunDirectory;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.shell.process.ProcessGroup.Member;
import dev.runbook.shell.process.ProcessGroup.Patience;
import dev.runbook.story.Event;
import dev.runbook.story.RunHeader;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Scripts that runs on the same database have left at work on this machine when their interpreter was killed. Their
/// process groups are in the journals, with what tells them from a stranger who was given the same number.
///
/// To be looked for when the database's lock is held: then no run is at work there, and whatever is was left behind.
final class Orphans {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Entry entry;
    private final ServerIdentity server;

    Orphans(Entry entry, ServerIdentity server) {
        this.entry = entry;
        this.server = server;
    }

    /// A script, and the run and the step that started it.
    private record Orphan(String run, String step, ProcessGroup group) {
        List<Member> members() {
            return group.members();
        }

        @Override
        public String toString() {
            return "\"" + step + "\" of run " + run + " (process group " + group.id() + "): "
                    + members().stream().map(Member::toString).collect(Collectors.joining(", "));
        }
    }

    /// Waits until none is left, or ends them.
    ///
    /// @throws TargetBusy when some are still at work
    void clear() {
        List<Orphan> left = alive(RunDirectory.list(entry.root()).stream().filter(RunDirectory::isCutOff)
                .flatMap(run -> of(run).stream()).toList());
        if (left.isEmpty()) {
            return;
        }
        if (entry.endsLeftovers()) {
            left.forEach(this::end);
        } else {
            entry.tell().accept("Waiting for what an earlier run left at work: " + words(left));
        }
        List<Orphan> still = awaited(left);
        if (!still.isEmpty()) {
            throw new TargetBusy(Problem.error(null,
                    "scripts of a run that was cut off are still at work: " + words(still),
                    "Nothing was touched. Wait for them (--wait 10m), or end them with --terminate-leftovers."));
        }
    }

    private List<Orphan> awaited(List<Orphan> orphans) {
        long deadline = System.nanoTime() + entry.patience().toNanos();
        List<Orphan> left = alive(orphans);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
            left = alive(left);
        }
        return left;
    }

    private void end(Orphan orphan) {
        entry.tell().accept("Ending what an earlier run left at work: " + orphan);
        try {
            orphan.group().end(Patience.DEFAULT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Orphan> alive(List<Orphan> orphans) {
        return orphans.stream().filter(orphan -> !orphan.members().isEmpty()).toList();
    }

    private static String words(List<Orphan> orphans) {
        return orphans.stream().map(Orphan::toString).collect(Collectors.joining("; "));
    }

    /// The scripts of a run of which no end is told. A journal that cannot be read is said, and passed over.
    private List<Orphan> of(RunDirectory run) {
        try {
            List<Event> events = JournalReader.read(run);
            return !events.isEmpty() && events.getFirst() instanceof Event.RunStarted started
                    && isHere(started.header().server()) ? scripts(run, events) : List.of();
        } catch (Refusal refusal) {
            entry.tell().accept("The journal of " + run.run() + " cannot be read: what it left at work is not known. "
                    + refusal.problems().getFirst().title());
            return List.of();
        }
    }

    private boolean isHere(RunHeader.Server then) {
        String system = Objects.requireNonNullElse(server.systemIdentifier(), "");
        return then.database().equals(server.database())
                && (then.system().isEmpty() || system.isEmpty()
                        ? then.address().equals(server.address())
                        : then.system().equals(system));
    }

    private static List<Orphan> scripts(RunDirectory run, List<Event> events) {
        Map<String, List<Orphan>> open = new LinkedHashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Effect e && e.kind().equals("shell")) {
                open.computeIfAbsent(e.step().key(), _ -> new ArrayList<>())
                        .add(new Orphan(run.run(), e.step().name(), group(e.token())));
            } else if (event instanceof Event.StepFinished e) {
                open.remove(e.step().key());
            }
        }
        return open.values().stream().flatMap(List::stream).toList();
    }

    private static ProcessGroup group(Map<String, Value> token) {
        Value id = token.getOrDefault("group", Value.of(0));
        return new ProcessGroup(id instanceof Value.Int(long number) ? number : 0,
                token.getOrDefault("identity", Value.of("")).text());
    }
}
