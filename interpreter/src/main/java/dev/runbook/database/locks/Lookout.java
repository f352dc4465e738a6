package dev.runbook.database.locks;

import dev.runbook.database.Questions;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.standby.LagMeter;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A connection that only looks: at locks, at sessions, at progress. It is idle in autocommit between two looks, so it
/// holds nothing up, and its questions give up soon. Any thread may ask it.
public final class Lookout implements AutoCloseable {
    private static final int WAITSTART = 140_000;

    private final Questions server;
    private final Runnable close;
    private final int version;
    /// When a session was first seen waiting, by its pid; before 14 the server does not say.
    private final Map<Integer, Long> firstSeen = new HashMap<>();
    private final LagMeter lag = new LagMeter();

    private Lookout(Questions server, Runnable close) {
        this.server = server;
        this.close = close;
        this.version = Integer.parseInt(Look.text(Look.rows(server,
                "SELECT current_setting('server_version_num')").getFirst().getFirst()));
    }

    /// Connects.
    ///
    /// @throws dev.runbook.database.Unreachable when there is no connection
    public static Lookout open(ConnectionSettings settings, String application) {
        Reconnecting connection = new Reconnecting(settings, application);
        return new Lookout(connection, connection::close);
    }

    /// Looks from a connection that is there already and is idle in autocommit, such as the sentinel's.
    public static Lookout over(Questions server) {
        return new Lookout(server, () -> {
        });
    }

    /// Looks at the locks around sessions of ours.
    ///
    /// @throws dev.runbook.problem.Refusal when the server does not answer
    public synchronized LockSight look(Collection<Integer> ours) {
        if (ours.isEmpty()) {
            return LockSight.NOTHING;
        }
        Map<Integer, Look.Wait> waits = waits();
        firstSeen.keySet().retainAll(waits.keySet());
        WaitGraph graph = WaitGraph.of(waits);
        Set<Integer> behind = graph.behind(ours);
        Set<Integer> before = graph.before(ours);
        Set<Integer> involved = new LinkedHashSet<>(behind);
        involved.addAll(before);
        Map<Integer, Person> people = Person.named(server, involved).stream()
                .collect(Collectors.toMap(Person::pid, person -> person));
        List<Waiter> waiters = behind.stream().map(pid -> waiter(pid, people, waits, graph.waitsFor(pid, ours)))
                .sorted((a, b) -> b.waited().compareTo(a.waited())).toList();
        return new LockSight(waiters, before.stream().map(pid -> person(pid, people)).toList(),
                longest(ours, waits), Look.held(server, ours));
    }

    /// Whom a session waits for, directly or because they stand before it in a queue; those first who wait for nobody
    /// themselves, and so hold all the others up.
    ///
    /// @throws dev.runbook.problem.Refusal when the server does not answer
    public synchronized List<Person> blockers(int waiting) {
        return Person.named(server, WaitGraph.of(waits()).before(List.of(waiting))).stream()
                .sorted(Comparator.comparing(Person::waits)).toList();
    }

    /// The sessions that a script's children have opened.
    ///
    /// @param name the application name that was given to the script and to nobody else
    /// @param ends the children's ends of their connections, as `address:port`
    public synchronized List<Backend> backends(String name, Collection<String> ends) {
        return Look.backends(server, name, ends);
    }

    /// Cancels the statement of another session, if it is still the same one and no COMMIT.
    ///
    /// @return whether a request was sent
    public synchronized boolean cancel(Backend backend) {
        return Look.cancel(server, backend);
    }

    /// How far the server says that the work of these sessions has come.
    public synchronized List<ServerProgress> progress(Collection<Integer> ours) {
        return ours.isEmpty() ? List.of() : ServerProgress.read(server, ours, version);
    }

    /// The figures of the server that a guard can have limits for, and who is behind each.
    ///
    /// @param withLag whether standbys are asked for, too: not every role may see them
    public synchronized Figures figures(Collection<Integer> ours, boolean withLag) {
        return Figures.read(server, ours, withLag ? lag() : new LagMeter.Lag(null, ""));
    }

    /// How far the furthest standby is behind.
    ///
    /// @throws dev.runbook.problem.Refusal when that can't be seen
    public synchronized LagMeter.Lag lag() {
        return lag.longest(server);
    }

    @Override
    public synchronized void close() {
        close.run();
    }

    private Map<Integer, Look.Wait> waits() {
        return Look.waits(server, version >= WAITSTART);
    }

    private Waiter waiter(int pid, Map<Integer, Person> people, Map<Integer, Look.Wait> waits, boolean direct) {
        Look.Wait wait = waits.get(pid);
        Duration said = wait == null ? null : wait.waited();
        return new Waiter(person(pid, people), waited(pid, said), said != null, direct);
    }

    private Duration waited(int pid, @Nullable Duration said) {
        long first = firstSeen.computeIfAbsent(pid, _ -> System.nanoTime());
        return said == null ? Duration.ofNanos(System.nanoTime() - first) : said;
    }

    private @Nullable Duration longest(Collection<Integer> ours, Map<Integer, Look.Wait> waits) {
        return waits.entrySet().stream().filter(wait -> ours.contains(wait.getKey()))
                .map(wait -> waited(wait.getKey(), wait.getValue().waited())).max(Duration::compareTo).orElse(null);
    }

    private static Person person(int pid, Map<Integer, Person> people) {
        return people.getOrDefault(pid, Person.unknown(pid));
    }
}
