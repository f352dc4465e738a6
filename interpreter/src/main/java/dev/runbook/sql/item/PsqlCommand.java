package dev.runbook.sql.item;

import dev.runbook.source.Passage;
import dev.runbook.source.Span;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A psql command that stands on its own.
public sealed interface PsqlCommand extends ScriptItem, ScriptItem.Backslash {

    /// `\i` and `\ir`: what comes next is from this file, up to its end.
    ///
    /// @param file null when its name is only known at run time
    record Include(String name, @Nullable Path file, Span place) implements PsqlCommand {}

    /// `\echo`, `\qecho`, `\warn`.
    ///
    /// @param text with its line break, unless it was to have none
    record Echo(Channel channel, String text, Span place) implements PsqlCommand {}

    /// Where an echoed text goes.
    enum Channel {
        STDOUT, QUERY_OUTPUT, STDERR
    }

    /// `\set`.
    ///
    /// @param own whether the value is the script's own words, and nothing that came from elsewhere
    record Set(String name, String value, boolean own, Span place) implements PsqlCommand {}

    /// Unsets a variable.
    record Unset(String name, Span place) implements PsqlCommand {}

    /// `\if`, `\elif`, `\else`, `\endif`.
    ///
    /// @param condition empty for the last two
    record Branch(Kind kind, String condition, Span place) implements PsqlCommand {
        /// Which of the four.
        public enum Kind {
            IF, ELIF, ELSE, ENDIF
        }
    }

    /// `\copy`.
    ///
    /// @param sql what is sent to the server
    /// @param end where the data comes from or goes to on this side
    record Copy(Passage sql, boolean from, ClientEnd end, Span place) implements PsqlCommand {}

    /// This side of a `\copy`.
    sealed interface ClientEnd {
        /// A file, relative to the working directory.
        record File(String name) implements ClientEnd {}

        /// The lines of the script that follow.
        record Inline(CopyData data) implements ClientEnd {}

        /// Where results are shown.
        record Output() implements ClientEnd {}
    }

    /// `\timing`.
    ///
    /// @param on null to switch it over
    record Timing(@Nullable Boolean on, Span place) implements PsqlCommand {}

    /// `\pset`, and its short forms `\a`, `\C`, `\f`, `\t`, `\T`, `\x`.
    ///
    /// @param value null to switch it over, or to unset it
    record PSet(String option, @Nullable String value, Span place) implements PsqlCommand {}

    /// `\encoding`: UTF-8 is the only one taken.
    record Encoding(String name, Span place) implements PsqlCommand {}

    /// `\restrict`: no psql command but the one that ends it, with the same key, is taken from here on.
    record Restrict(String key, Span place) implements PsqlCommand {}

    /// Ends what `\restrict` began.
    record Unrestrict(String key, Span place) implements PsqlCommand {}

    /// `\q`: the script ends here.
    record Quit(Span place) implements PsqlCommand {}
}
