package dev.runbook.dump;

import dev.runbook.dump.Entry.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is in a database and not in a dump: a restore leaves it where it is, unless it goes with a table that is
/// dropped and made anew.
///
/// @param stays what the restore does not touch
/// @param goes parts of tables of the dump: indexes, constraints, triggers
public record Surplus(List<Entry> stays, List<Entry> goes) {
    /// What follows its object, which is listed itself.
    private static final Set<String> FOLLOWERS = Set.of("ACL", "COMMENT", "SECURITY LABEL", "SEQUENCE OWNED BY",
            "TABLE ATTACH", "INDEX ATTACH", "TABLE DATA", "SEQUENCE SET", "DATABASE", "DATABASE PROPERTIES");

    public Surplus {
        stays = List.copyOf(stays);
        goes = List.copyOf(goes);
    }

    /// Compares.
    ///
    /// @param live the definitions of the database
    /// @param partial whether the dump is one of some tables only, so that all else is not its affair
    /// @param clean whether the dump's objects are dropped first
    public static Surplus of(Contents live, Contents dump, boolean partial, boolean clean) {
        Set<Identity> kept = dump.identities();
        List<Entry> stays = new ArrayList<>();
        List<Entry> goes = new ArrayList<>();
        for (Entry entry : live.entries()) {
            if (kept.contains(entry.identity()) || FOLLOWERS.contains(entry.type())) {
                continue;
            }
            Entry owner = live.owner(entry);
            if (owner == null && !partial) {
                stays.add(entry);
            } else if (owner != null && kept.contains(owner.identity())) {
                (clean ? goes : stays).add(entry);
            }
        }
        return new Surplus(stays, goes);
    }

    public boolean isEmpty() {
        return stays.isEmpty() && goes.isEmpty();
    }

    /// One line each, what stays first.
    public String lines(int most) {
        List<Entry> all = new ArrayList<>(stays);
        all.addAll(goes);
        String lines = all.stream().limit(most)
                .map(entry -> entry + (goes.contains(entry) ? " (goes with its table)" : ""))
                .collect(Collectors.joining("\n"));
        return all.size() > most ? lines + "\nand " + (all.size() - most) + " more" : lines;
    }
}
