package dev.runbook.plan.preview;

import dev.runbook.evidence.Fact;
import dev.runbook.model.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A step of the plan.
///
/// @param name what it is called, with the values that are known
/// @param skipped why it is left out, or null
/// @param description what its author says of it, in Markdown, or empty
/// @param source what it does, with the values that are known
/// @param values its `vars` or `env`, as far as its source names them
/// @param place where it works
/// @param open what is computed when it begins and not known yet, by its key
/// @param transaction how its statements are held together, or null when that does not matter
/// @param forEach the items that it runs once for, or null
/// @param question what it asks a person, or null when it asks nothing
/// @param branches the steps inside it
/// @param doneWhen the step that finds out whether its work is there already, or none
public record Item(Step step, String name, String description, @Nullable String skipped, List<Fact> source,
        Map<String, String> values,
        Place place, Map<String, String> open, Change change,
        @Nullable Transaction transaction, @Nullable Condition condition, @Nullable String forEach,
        @Nullable Question question,
        List<Branch> branches, List<Item> doneWhen, List<Item> verify, List<Item> rollback) {

    /// Steps inside a step.
    ///
    /// @param option the answer that leads to them, or null when no answer is needed
    public record Branch(@Nullable String option, List<Item> items) {}

    /// A question to a person.
    ///
    /// @param answer the answer given beforehand, or null
    public record Question(@Nullable String answer) {}

    /// The `if` of a step.
    ///
    /// @param holds whether it holds, or null when that is not known yet
    public record Condition(String text, @Nullable Boolean holds) {}

    /// What to know about it, a sentence each.
    public List<String> notes() {
        return new ItemText(this, 0).facts();
    }

    /// This step and all inside it, outer before inner, in the order in which they would run; none that is left out.
    Stream<Item> all() {
        return skipped != null
                ? Stream.empty()
                : Stream.concat(Stream.of(this), Stream.concat(branches.stream().flatMap(b -> b.items().stream()),
                        verify.stream()).flatMap(Item::all));
    }

    /// Those that are not made of other steps; checks of other steps aside.
    Stream<Item> leaves() {
        if (skipped != null) {
            return Stream.empty();
        }
        return branches.isEmpty()
                ? Stream.of(this)
                : branches.stream().flatMap(b -> b.items().stream()).flatMap(Item::leaves);
    }
}
