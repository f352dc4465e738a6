package dev.runbook.table;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a cell is expected to hold.
public sealed interface CellPattern {

    /// Anything, NULL included: `*`.
    record Any() implements CellPattern {
        @Override
        public boolean accepts(@Nullable String actual) {
            return true;
        }
    }

    /// NULL: `NULL`.
    record Null() implements CellPattern {
        @Override
        public boolean accepts(@Nullable String actual) {
            return actual == null;
        }
    }

    /// A text as psql prints it, the white space around each of its lines aside, since alignment hides it.
    record Printed(String text) implements CellPattern {
        @Override
        public boolean accepts(@Nullable String actual) {
            return actual != null && CellText.of(actual).trimmed().equals(text);
        }
    }

    /// Exactly this text, or NULL: what another result held.
    record Exactly(@Nullable String text) implements CellPattern {
        @Override
        public boolean accepts(@Nullable String actual) {
            return text == null ? actual == null : text.equals(actual);
        }
    }

    /// A text in which a regular expression is found: `/…/`. NULL is never matched.
    record Matches(Pattern pattern) implements CellPattern {
        @Override
        public boolean accepts(@Nullable String actual) {
            return actual != null && BoundedText.finds(pattern, actual);
        }
    }

    /// Whether a cell holds what is expected; null is NULL.
    boolean accepts(@Nullable String actual);

    /// Whether it accepts one text only, so that equal texts can stand for it.
    default boolean isLiteral() {
        return switch (this) {
            case Any _,Matches _ -> false;
            case Null _,Printed _,Exactly _ -> true;
        };
    }
}
