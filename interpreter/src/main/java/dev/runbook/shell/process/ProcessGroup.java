package dev.runbook.shell.process;

import dev.runbook.shell.process.ProcessTable.Entry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// The processes that a script is made of: those of its session, and those that its first process has begotten
/// elsewhere. The journal holds its two components, so that a later run can find and end what a dead one left.
///
/// A number alone would not do: process ids are given out again, but never while a group or a session of that
/// number exists. So as long as the first process has its recorded identity, or is gone while others of its session
/// that are younger live on, they are the script's.
///
/// @param id the process id of the first process, which is the id of its group and of its session too
/// @param identity what tells this first process from another with the same id: the machine's boot, the process
/// namespace, its start; empty when it was gone too soon to know
public record ProcessGroup(long id, String identity) {
    /// A process of the group.
    public record Member(long pid, String command) {}

    /// The three ways to ask, each with how long to wait before the next.
    ///
    /// @param interrupt after SIGINT, on which `psql` and `pg_dump` cancel their statement on the server
    /// @param terminate after SIGTERM
    /// @param kill after SIGKILL, which nothing in user space survives
    public record Patience(Duration interrupt, Duration terminate, Duration kill) {
        public static final Patience DEFAULT = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(7),
                Duration.ofSeconds(5));

        /// How long it takes at most until all three have been tried.
        public Duration total() {
            return interrupt.plus(terminate).plus(kill);
        }
    }

    /// The group whose first process is this one.
    public static ProcessGroup of(long leader) {
        return new ProcessGroup(leader, ProcessTable.identity(leader));
    }

    /// Who is in the group now.
    public List<Member> members() {
        return describe(entries(ProcessTable.all()));
    }

    /// Ends all: SIGINT, SIGTERM, SIGKILL, each to those that are left.
    ///
    /// @return who is still there, which is nobody unless we may not signal them or the kernel holds them
    /// @throws InterruptedException when the caller's thread is interrupted while it waits
    public List<Member> end(Patience patience) throws InterruptedException {
        Map<Long, Entry> known = new HashMap<>();
        boolean gone = goneAfter("INT", patience.interrupt, known) || goneAfter("TERM", patience.terminate, known)
                || goneAfter("KILL", patience.kill, known);
        return gone ? List.of() : describe(remaining(known));
    }

    /// Who is left of a script that ended just now: `fresh` when it ran for so short a time that process ids can't
    /// have come round.
    public List<Member> leftovers(boolean fresh) {
        return describe(entries(fresh ? ProcessTable.youngerThan(id) : ProcessTable.all()));
    }

    /// Sends a signal to all, and to those that they start meanwhile, until nobody is left or the time is up.
    private boolean goneAfter(String signal, Duration patience, Map<Long, Entry> known) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Set<Long> told = new HashSet<>();
        for (long pause = 2_000_000;; pause = Math.min(pause * 2, 50_000_000)) {
            List<Entry> left = remaining(known);
            if (left.isEmpty() || System.nanoTime() >= deadline) {
                return left.isEmpty();
            }
            signal(signal, left.stream().filter(e -> told.add(e.pid())).toList());
            LockSupport.parkNanos(pause);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /// Those of the group, and those that were seen in it once: who has lost its parent is not found again.
    private List<Entry> remaining(Map<Long, Entry> known) {
        List<Entry> all = ProcessTable.all();
        entries(all).forEach(e -> known.put(e.pid(), e));
        return all.stream().filter(e -> e.alive() && e.sameProcess(known.get(e.pid()))).toList();
    }

    private List<Entry> entries(List<Entry> all) {
        if (!ProcessTable.mayStillExist(id, identity)) {
            return List.of();
        }
        long begin = ProcessTable.start(identity);
        Set<Long> family = new HashSet<>(Set.of(id));
        for (int before = 0; before != family.size();) {
            before = family.size();
            all.stream().filter(e -> e.start() >= begin && belongs(e, family)).forEach(e -> family.add(e.pid()));
        }
        return all.stream().filter(e -> family.contains(e.pid()) && e.alive()).toList();
    }

    private boolean belongs(Entry e, Set<Long> family) {
        return e.group() == id || e.session() == id || family.contains(e.parent());
    }

    private static List<Member> describe(List<Entry> entries) {
        return entries.stream().map(e -> new Member(e.pid(), ProcessTable.command(e.pid()))).toList();
    }

    /// Java can't signal a group, and has no `kill` of its own; the shell has one built in.
    private void signal(String name, List<Entry> targets) {
        if (targets.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -" + name + " \"$@\"", "sh"));
        if (targets.stream().anyMatch(e -> e.group() == id)) {
            command.add("-" + id);
        }
        targets.stream().filter(e -> e.group() != id).forEach(e -> command.add(Long.toString(e.pid())));
        try {
            new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
