package dev.runbook.database.locks;

import dev.runbook.database.Questions;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Another session of the server, as far as our role may see it.
///
/// @param pid 0 for a prepared transaction, which has no session
/// @param state `active`, `idle in transaction`, …; null where the role may not see it
/// @param inState for how long, or null
/// @param open how long its transaction has been open, or null where that can't be seen
/// @param waits whether it waits for a lock itself
/// @param query the first line of its last statement
public record Person(int pid, String user, String application, @Nullable String state, @Nullable Duration inState,
        @Nullable Duration open, boolean waits, String query) {
    private static final String ASKED = """
            SELECT a.pid, a.usename, a.application_name, a.state,
              (extract(epoch FROM clock_timestamp() - a.state_change) * 1000)::bigint,
              (extract(epoch FROM clock_timestamp() - a.xact_start) * 1000)::bigint,
              a.pid IN (SELECT l.pid FROM pg_locks l WHERE NOT l.granted),
              left(ltrim(a.query, E' \\n\\r\\t'), 300)
            FROM pg_stat_activity a WHERE a.pid IN (:pids)""";

    /// Who these are, in their order; those whom the server does not know any more, or never has, are unknown.
    ///
    /// @throws dev.runbook.problem.Refusal when the server does not answer
    public static List<Person> named(Questions server, Collection<Integer> pids) {
        Map<Integer, Person> known = new LinkedHashMap<>();
        pids.forEach(pid -> known.put(pid, unknown(pid)));
        if (!pids.isEmpty()) {
            Look.rows(server, ASKED.replace(":pids", Look.list(pids))).stream().map(Person::read)
                    .forEach(person -> known.put(person.pid(), person));
        }
        return List.copyOf(known.values());
    }

    private static Person read(List<@Nullable String> cells) {
        return new Person(Integer.parseInt(Look.text(cells.get(0))), Look.text(cells.get(1)),
                Look.text(cells.get(2)), cells.get(3), Look.millis(cells.get(4)), Look.millis(cells.get(5)),
                "t".equals(cells.get(6)), Look.text(cells.get(7)).lines().findFirst().orElse("").strip());
    }

    static Person unknown(int pid) {
        return new Person(pid, "", "", null, null, null, false, "");
    }

    /// Who it is: `pid 4711 (user web, application api)`.
    public String named() {
        if (pid == 0) {
            return "a prepared transaction (pg_prepared_xacts)";
        }
        String who = (user.isEmpty() ? "" : "user " + user)
                + (application.isEmpty() ? "" : (user.isEmpty() ? "" : ", ") + "application " + application);
        return "pid " + pid + (who.isEmpty() ? "" : " (" + who + ")");
    }

    /// Who it is, in few words: `pid 4711 (api)`.
    public String brief() {
        String who = application.isEmpty() ? user : application;
        return pid == 0 ? "a prepared transaction" : "pid " + pid + (who.isEmpty() ? "" : " (" + who + ")");
    }

    /// What it does: `idle in transaction for 12m`.
    public String doing() {
        return state == null ? "" : inState == null ? state : state + " for " + Durations.format(inState);
    }

    /// Who it is and how it holds others up, in a line.
    public String sentence() {
        if (pid == 0) {
            return "a prepared transaction (pg_prepared_xacts lists them)";
        }
        StringBuilder text = new StringBuilder("pid " + pid + " (").append(user);
        text.append(application.isEmpty() ? "" : ", " + application).append(state == null ? "" : ", " + state);
        if (open != null) {
            text.append(", in a transaction for ").append(Durations.format(open));
        }
        return text.append(waits ? ", waits itself)" : ")").append(query.isEmpty() ? "" : ": " + query).toString();
    }
}
