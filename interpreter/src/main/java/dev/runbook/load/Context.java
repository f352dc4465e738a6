package dev.runbook.load;

import dev.runbook.expression.Names;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Given;
import dev.runbook.reading.Reading;
import dev.runbook.value.Type;
import dev.runbook.yaml.Node.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Where steps stand: what the keys of those without an id begin with, what they inherit, and which names they see.
///
/// @param inherited what the groups around them and `defaults` say for all of them
/// @param local whether their ids are their own affair, since the same steps may stand in several places
/// @param inOrder whether they run once and in the order in which they stand
/// @param together whether they are parts of one transaction
record Context(String prefix, Mapping inherited, Reading reading, boolean local, boolean inOrder,
        boolean together) {

    static Context top(Fields runbook) {
        Fields defaults = runbook.section("defaults");
        Mapping guard = Inheritance.guard(runbook.mapping());
        return new Context("", defaults == null ? guard : Inheritance.merge(guard, Inheritance.of(defaults.mapping())),
                runbook.reading(), false, false, false);
    }

    Context under(String newPrefix) {
        return new Context(newPrefix, inherited, reading, local, inOrder, together);
    }

    /// For steps that check, look into or undo another one: what guards that one is not meant for them, least of all for
    /// an undo, which must come to its end. Nor are they a part of the one transaction around that one.
    Context unguarded() {
        return new Context(prefix, Inheritance.unguarded(inherited, together), reading, local, inOrder, false);
    }

    /// Inside a group whose steps are one transaction, if it is such.
    Context together(boolean one) {
        return new Context(prefix, inherited, reading, local, inOrder, together || one);
    }

    /// Inside a step, which hands down what it says itself and what it has inherited.
    ///
    /// @param step together with what it has inherited
    Context within(Mapping step, boolean group) {
        boolean again = step.has("for_each") || step.has("retry");
        return new Context(prefix, Inheritance.handedDown(inherited, step, group), reading, local, inOrder && !again,
                together);
    }

    /// For the steps that a run takes one after the other.
    Context inOrder(boolean order) {
        return new Context(prefix, inherited, reading, local, order, together);
    }

    /// The reading of a step that stands here.
    Reading reading(Mapping step, List<String> ids) {
        boolean again = step.has("for_each") || step.has("retry");
        return inOrder && !again ? reading.behind(ids, step.span()) : reading.anytime();
    }

    Context where(UnaryOperator<Names> more) {
        return new Context(prefix, inherited, reading.where(more), local, inOrder, together);
    }

    /// Inside steps that are read once for each place that uses them.
    Context inUse(String newPrefix, Reading ofTheirs, Map<String, Type> params) {
        return new Context(newPrefix, inherited, ofTheirs.where(names -> withParams(names, params)), true, inOrder,
                together);
    }

    /// Inside a step that is used again with parameters of its own.
    Context given(Map<String, Given> params) {
        Map<String, Type> types = new LinkedHashMap<>();
        params.keySet().forEach(name -> types.put(name, Type.Simple.ANY));
        return where(names -> withParams(names, types));
    }

    private static Names withParams(Names names, Map<String, Type> more) {
        Map<String, Type> params = new LinkedHashMap<>();
        boolean open = false;
        if (names.types().get("params") instanceof Type.MapOf(Map<String, Type> outer, boolean anyOther)) {
            params.putAll(outer);
            open = anyOther;
        }
        params.putAll(more);
        return names.with("params", new Type.MapOf(params, open));
    }
}
