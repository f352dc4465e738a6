package dev.runbook.settle;

import java.util.List;

/// What became of a statement, as far as the catalogs tell.
public sealed interface Fate {
    /// Why, for people.
    String words();

    /// It is done.
    record Done(String words) implements Fate {}

    /// Nothing of it is there.
    record NotDone(String words) implements Fate {}

    /// It may be done or not, and it does no harm to do it again.
    record Again(String words) implements Fate {}

    /// A part of it is there.
    ///
    /// @param mend what takes the leftover away, or brings it to its end, each statement by itself
    /// @param whole whether it is done after that; else it is to be done anew
    record Half(List<String> mend, boolean whole, String words) implements Fate {
        public Half {
            mend = List.copyOf(mend);
        }
    }

    /// The catalogs do not tell.
    record Unknown(String words) implements Fate {}
}
