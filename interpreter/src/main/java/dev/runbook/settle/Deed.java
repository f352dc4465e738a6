package dev.runbook.settle;

import dev.runbook.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one statement does to what the catalogs know, as its text says.
///
/// @param matter where the catalogs show it
/// @param relation the relation, type or index it is about, quoted; empty where there is none
/// @param name what is made, removed or validated there, as the catalogs write it; empty where the text does not say
/// @param inParts whether a part of it may stay when it is cut off or refused
/// @param ifNotThere whether it says IF NOT EXISTS
/// @param inSession whether what it makes is gone with the session
record Deed(Verb verb, Matter matter, String relation, String name, boolean inParts, boolean ifNotThere,
        boolean inSession) {

    /// What it does there.
    enum Verb {
        /// Something is there afterwards that was not.
        MAKE,
        /// Something is not there any more.
        REMOVE,
        /// Something holds that was not known to hold.
        VALIDATE,
        /// What is there is made anew.
        REBUILD,
        /// It can be done again: nothing is different after it, or it comes to the same.
        AGAIN,
        /// All or nothing, and the catalogs do not tell which.
        CHANGE,
        /// Nobody knows what it does.
        ANYTHING
    }

    static final Deed ANYTHING = new Deed(Verb.ANYTHING, Matter.NONE, "", "", true, false, false);

    static final Deed CHANGE = new Deed(Verb.CHANGE, Matter.NONE, "", "", false, false, false);

    static Deed of(Verb verb, Matter matter, String relation, String name) {
        return new Deed(verb, matter, relation, name, false, false, false);
    }

    Deed concurrently() {
        return new Deed(verb, matter, relation, name, true, ifNotThere, inSession);
    }

    Deed unlessThere() {
        return new Deed(verb, matter, relation, name, inParts, true, inSession);
    }

    Deed temporary() {
        return new Deed(verb, matter, relation, name, inParts, ifNotThere, true);
    }

    /// As the journal keeps it.
    Value value() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("verb", Value.of(verb.name()));
        fields.put("matter", Value.of(matter.name()));
        fields.put("relation", Value.of(relation));
        fields.put("name", Value.of(name));
        fields.put("in_parts", Value.of(inParts));
        fields.put("if_not_there", Value.of(ifNotThere));
        fields.put("in_session", Value.of(inSession));
        return Value.of(fields);
    }

    /// From what the journal kept; of an older one, which kept nothing, nothing is known.
    static Deed of(Value value) {
        if (!(value instanceof Value.Dictionary(Map<String, Value> fields)) || !fields.containsKey("verb")) {
            return ANYTHING;
        }
        return new Deed(Verb.valueOf(text(fields, "verb")), Matter.valueOf(text(fields, "matter")),
                text(fields, "relation"), text(fields, "name"), is(fields, "in_parts"), is(fields, "if_not_there"),
                is(fields, "in_session"));
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.getOrDefault(name, Value.Null.NULL).text();
    }

    private static boolean is(Map<String, Value> fields, String name) {
        return fields.get(name) instanceof Value.Bool(boolean is) && is;
    }
}
