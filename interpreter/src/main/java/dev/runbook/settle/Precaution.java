package dev.runbook.settle;

import dev.runbook.database.Session;
import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is known of a statement before it is sent, so that it can be found out afterwards what became of it.
public record Precaution(Deed deed, Sight before) {

    /// Looks at what the statement is about.
    public static Precaution before(String sql, Session session) {
        Deed deed = Reader.read(sql);
        Sight seen = Catalogs.look(session, deed);
        return seen == null ? new Precaution(Deed.ANYTHING, Catalogs.NOWHERE) : new Precaution(deed, seen);
    }

    /// Looks again.
    ///
    /// @param refused whether the server said no to the statement
    public Fate fate(Session session, boolean refused) {
        if (refused && !deed.inParts()) {
            return new Fate.NotDone("the server refused it, and it is done wholly or not at all");
        }
        String busy = Catalogs.builder(session, deed, before);
        if (busy != null) {
            return new Fate.Unknown(busy);
        }
        Sight now = Catalogs.look(session, deed, before.anchor());
        return now == null
                ? new Fate.Unknown("the catalogs did not answer")
                : new Judgement(deed, before, now).fate();
    }

    /// The index that `IF NOT EXISTS` would pass over though it is of no use, or empty.
    public String passedOver() {
        return deed.ifNotThere() && deed.matter() == Matter.INDEXES
                ? before.named(deed.name()).stream().filter(thing -> !thing.good()).map(Sight.Thing::shown).findFirst()
                        .orElse("")
                : "";
    }

    /// Whether what it makes is gone with the session.
    public boolean inSession() {
        return deed.inSession();
    }

    /// What it is about, for people; empty where that is not known.
    public String about() {
        return deed.name().isEmpty() ? deed.relation().replace("\"", "") : deed.name();
    }

    /// As the journal keeps it.
    public Map<String, Value> token() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("deed", deed.value());
        fields.put("before", before.value());
        return fields;
    }

    /// From what the journal kept.
    public static Precaution of(Map<String, Value> token) {
        return new Precaution(Deed.of(token.getOrDefault("deed", Value.Null.NULL)),
                Sight.of(token.getOrDefault("before", Value.Null.NULL)));
    }
}
