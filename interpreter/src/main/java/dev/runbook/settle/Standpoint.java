package dev.runbook.settle;

import dev.runbook.value.Value;
import java.util.List;

/// How far a script has come whose statements are transactions of their own, as far as that is certain: they are not
/// done again.
///
/// @param prints what tells each statement that is done from any other, in their order
/// @param returned what each of those returned ([Returned])
/// @param affected how many rows those have changed
/// @param mend what is to be done first, each by itself: a leftover is taken away, or brought to its end
/// @param words how it was found out, for people
public record Standpoint(List<String> prints, List<Value> returned, long affected, List<String> mend,
        List<String> words) {
    /// Nothing is known to be done.
    public static final Standpoint NONE = new Standpoint(List.of(), List.of(), 0, List.of(), List.of());

    public Standpoint {
        prints = List.copyOf(prints);
        returned = List.copyOf(returned);
        mend = List.copyOf(mend);
        words = List.copyOf(words);
    }

    /// How many statements are done.
    public int done() {
        return prints.size();
    }
}
