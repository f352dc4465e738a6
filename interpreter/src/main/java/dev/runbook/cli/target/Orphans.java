package dev.runbook.cli.target;

import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.journal.JournalReader;
import dev.runbook.journal.RunDirectory;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.run.watching.ScriptSource;
import dev.runbook.shell.process.ProcessGroup;
import dev.runbook.shell.process.ProcessGroup.Member;
import dev.runbook.shell.process.ProcessGroup.Patience;
import dev.runbook.story.Event;
import dev.runbook.story.RunHeader;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Scripts that runs on the same database have left at work on this machine when their interpreter was killed. Their
/// process groups are in the journals, with what tells them from a stranger who was given the same number.
///
/// To be looked for when the database's lock is held: then no run is at work there, and whatever is was left behind.
/// The scripts of watches only look, and the run that they looked for is dead: nobody waits for them.
final class Orphans {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Set<String> KINDS = Set.of("shell", ScriptSource.KIND);

    private final Entry entry;
    private final ServerIdentity server;

    Orphans(Entry entry, ServerIdentity server) {
        this.entry = entry;
        this.server = server;
    }

    /// A script, and the run and the step that started it.
    ///
    /// @param watch the watch beside the step whose script it is; empty when it is the step's own
    private record Orphan(String run, String step, String watch, ProcessGroup group) {
        List<Member> members() {
            return group.members();
        }

        boolean onlyLooks() {
            return !watch.isEmpty();
        }

        @Override
        public String toString() {
            return (onlyLooks() ? "watch " + watch + " of " : "") + "\"" + step + "\" of run " + run
                    + " (process group " + group.id() + "): "
                    + members().stream().map(Member::toString).collect(Collectors.joining(", "));
        }
    }

    /// Ends those that only look; waits until none of the others is left, or ends them.
    ///
    /// @throws TargetBusy when some are still at work
    void clear() {
        List<Orphan> all = alive(RunDirectory.list(entry.root()).stream().filter(RunDirectory::isCutOff)
                .flatMap(run -> of(run).stream()).toList());
        endLookers(all.stream().filter(Orphan::onlyLooks).toList());
        List<Orphan> left = all.stream().filter(orphan -> !orphan.onlyLooks()).toList();
        if (!left.isEmpty()) {
            clear(left);
        }
    }

    private void clear(List<Orphan> left) {
        if (entry.endsLeftovers()) {
            left.forEach(orphan -> {
                entry.tell().accept("Ending what an earlier run left at work: " + orphan);
                end(orphan);
            });
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

    /// One that cannot be ended does no harm.
    private void endLookers(List<Orphan> lookers) {
        if (lookers.isEmpty()) {
            return;
        }
        entry.tell().accept("Ending what only watched for an earlier run: " + words(lookers));
        lookers.forEach(Orphans::end);
        List<Orphan> still = alive(lookers);
        if (!still.isEmpty()) {
            entry.tell().accept("Could not be ended, and is left alone, since it only looks: " + words(still));
        }
    }

    private static void end(Orphan orphan) {
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

    /// A watch starts a script when its last one has ended: of those, only the newest can be at work.
    private static List<Orphan> scripts(RunDirectory run, List<Event> events) {
        Map<String, Map<String, Orphan>> open = new LinkedHashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Effect e && KINDS.contains(e.kind())) {
                Orphan orphan = new Orphan(run.run(), e.step().name(), text(e.token(), "watch"), group(e.token()));
                open.computeIfAbsent(e.step().key(), _ -> new LinkedHashMap<>())
                        .put(orphan.onlyLooks() ? orphan.watch() : ":" + orphan.group(), orphan);
            } else if (event instanceof Event.StepFinished e) {
                open.remove(e.step().key());
            }
        }
        return open.values().stream().flatMap(scripts -> scripts.values().stream()).toList();
    }

    private static ProcessGroup group(Map<String, Value> token) {
        Value id = token.getOrDefault("group", Value.of(0));
        return new ProcessGroup(id instanceof Value.Int(long number) ? number : 0, text(token, "identity"));
    }

    private static String text(Map<String, Value> token, String name) {
        return token.getOrDefault(name, Value.of("")).text();
    }
}
