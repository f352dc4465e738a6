package dev.runbook.settle;

import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The statements of one script that were begun, in the order in which the journal has them. A statement is on disk before
/// it is sent, and the next one is not sent before it has ended: so all but the last are done.
public final class Ledger {
    private final Map<Long, Entry> entries = new TreeMap<>(Comparator.naturalOrder());
    private @Nullable Entry last;

    private Ledger() {}

    /// @param effects of the kind [Entry#KIND], of all tries of a step
    public static Ledger of(List<Map<String, Value>> effects) {
        Ledger ledger = new Ledger();
        effects.stream().map(Entry::of).forEach(ledger::add);
        return ledger;
    }

    private void add(Entry entry) {
        Entry begun = entries.get(entry.number());
        last = entry.outcome() == null || begun == null
                ? entry
                : begun.ended(entry.outcome(), entry.affected(), entry.returned());
        entries.put(entry.number(), last);
    }

    /// The last one that was begun; null when none was.
    public @Nullable Entry last() {
        return last;
    }

    /// Why nobody can go on behind a statement of the script, or null.
    public @Nullable String obstacle(long done) {
        for (long number = 1; number <= done; number++) {
            Entry entry = entries.get(number);
            if (entry == null || entry.print().isEmpty()) {
                return "the journal does not tell what statement " + number + " was";
            }
            if (entry.used()) {
                return "what follows needs the result of " + entry.shown() + ", which is gone with the run";
            }
            if (entry.precaution().inSession()) {
                return "what " + entry.shown() + " made is gone with its session";
            }
        }
        return null;
    }

    /// Where to go on when so many are done.
    public Standpoint behind(long done, List<String> mend, List<String> words) {
        List<String> prints = new ArrayList<>();
        List<Value> returned = new ArrayList<>();
        for (long number = 1; number <= done; number++) {
            Entry entry = entries.get(number);
            prints.add(entry == null ? "" : entry.print());
            returned.add(entry == null ? Returned.NOTHING : entry.returned());
        }
        Entry next = last;
        return new Standpoint(prints, returned, next == null ? 0 : next.affected(), mend, words);
    }
}
