package dev.runbook.sql.scan;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Suggestion;
import org.jspecify.annotations.Nullable;

/// Decides what stands in the place of a reference to a variable.
public final class Interpolation {

    /// What stands in the place of a reference.
    public sealed interface Result {
        /// The reference itself: there is no such variable.
        record AsItIs() implements Result {}

        /// A text that is complete as it is.
        record Written(String text) implements Result {}

        /// A text that is read on in the place of the reference.
        record Rescan(String text) implements Result {}
    }

    private static final Result AS_IT_IS = new Result.AsItIs();

    private final @Nullable Variables variables;
    private boolean active = true;

    private Interpolation(@Nullable Variables variables) {
        this.variables = variables;
    }

    public static Interpolation of(Variables variables) {
        return new Interpolation(variables);
    }

    /// Leaves every reference as it is: for reading a script whose values are not known yet.
    public static Interpolation none() {
        return new Interpolation(null);
    }

    /// In a branch that is not taken, psql leaves references as they are.
    public void active(boolean now) {
        active = now;
    }

    /// @throws Refusal when the value can't be written here
    Result resolve(Reference reference) {
        Variables known = variables;
        if (known == null || !active) {
            return AS_IT_IS;
        }
        boolean defined = known.has(reference.name());
        if (reference.kind() == Reference.Kind.TEST) {
            return new Result.Written(defined ? "TRUE" : "FALSE");
        }
        return defined ? write(known, reference) : AS_IT_IS;
    }

    private static Result write(Variables known, Reference reference) {
        String value = known.value(reference.name());
        if (value == null) {
            return writeNull(reference);
        }
        requireStorable(reference, value);
        return switch (reference.kind()) {
            case LITERAL -> new Result.Written(Quoting.literal(value));
            case IDENTIFIER -> new Result.Written(Quoting.identifier(value));
            case RAW, TEST -> raw(known, reference, value);
        };
    }

    private static Result raw(Variables known, Reference reference, String value) {
        if (known.isRead(reference.name())) {
            return new Result.Rescan(value);
        }
        if (Variables.isHarmless(value)) {
            return new Result.Written(value);
        }
        String name = reference.name();
        throw new Refusal(Problem.error(reference.place(),
                "the value of :" + name + " is neither a number nor a boolean",
                "Write :'" + name + "' to make it a quoted literal, or :\"" + name + "\" for a quoted identifier."));
    }

    private static Result writeNull(Reference reference) {
        if (reference.kind() == Reference.Kind.IDENTIFIER) {
            throw new Refusal(Problem.error(reference.place(), "\"" + reference.name() + "\" is null",
                    "An identifier needs a name: give the variable a value."));
        }
        return new Result.Written("NULL");
    }

    private static void requireStorable(Reference reference, String value) {
        if (!Quoting.isStorable(value)) {
            throw new Refusal(Problem.error(reference.place(),
                    "the value of \"" + reference.name() + "\" can't be stored in a PostgreSQL text",
                    "It holds a NUL character or half of a surrogate pair: take it out, or pass it encoded."));
        }
    }

    /// What an argument of a psql command holds in the place of a reference, or null for the reference itself.
    public @Nullable String argument(Reference reference) {
        Variables known = variables;
        if (reference.kind() == Reference.Kind.RAW) {
            return known == null || !active ? null : known.value(reference.name());
        }
        return switch (resolve(reference)) {
            case Result.AsItIs _ -> null;
            case Result.Written(String text) -> text;
            case Result.Rescan(String text) -> text;
        };
    }

    /// Whether a raw reference in an argument brings in words that are not the script's own.
    public boolean isForeign(Reference reference) {
        Variables known = variables;
        String value = known == null ? null : known.value(reference.name());
        return known != null && reference.kind() == Reference.Kind.RAW && value != null
                && !known.isRead(reference.name()) && !Variables.isHarmless(value);
    }

    /// Whether nothing is known about any variable.
    public boolean isBlind() {
        return variables == null;
    }

    /// " Did you mean ...", of the variables that there are.
    public String didYouMean(String name) {
        Variables known = variables;
        return known == null ? "" : Suggestion.didYouMean(name, known.names());
    }
}
