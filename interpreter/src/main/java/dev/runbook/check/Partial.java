package dev.runbook.check;

import dev.runbook.evidence.Observation;
import dev.runbook.evidence.Verdict;
import dev.runbook.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be judged of an outcome that was too long to be kept whole. What is found in a part is there; that something
/// is nowhere, no part can tell, and such a check never passes in silence.
final class Partial {
    private static final String RECORDS = "records";

    private Partial() {}

    /// The verdict, unless it is a good one that only the whole could give.
    static Verdict judged(Check check, Observation seen, Verdict verdict) {
        String missing = verdict.holds() ? missing(check, seen) : null;
        return missing == null
                ? verdict
                : Verdict.of(false, verdict.subject(), verdict.expected(), missing);
    }

    private static @Nullable String missing(Check check, Observation seen) {
        return switch (check) {
            case Check.OfField(String field, Matcher matcher) when !isFoundInAPart(matcher) -> cut(field, seen);
            case Check.OfRows(RowsExpectation.Any _) -> null;
            case Check.OfRows _,Check.SameAs _ -> cut(RECORDS, seen);
            case Check.OfField _,Check.OfHeader _,Check.OfTable _,Check.OfMessages _,Check.OfJson _,Check.OfError _,Check.OfLocks _,Check.That _ ->
                null;
        };
    }

    private static boolean isFoundInAPart(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Contains _,Matcher.Matches _,Matcher.StartsWith _,Matcher.IsNull _ -> true;
            case Matcher.All(List<Matcher> all) -> all.stream().allMatch(Partial::isFoundInAPart);
            case Matcher.Equals _,Matcher.Not _,Matcher.In _,Matcher.Ordered _,Matcher.Between _ -> false;
        };
    }

    /// How much is missing of a field, or null when it is whole.
    private static @Nullable String cut(String field, Observation seen) {
        return switch (seen.field(field)) {
            case Value.Text text when text.hasGap() ->
                "its beginning and its end only: it is too long to be kept whole, so look for it in the script";
            case Value.Sequence(List<Value> rows) when field.equals(RECORDS)
                    && seen.field("rows") instanceof Value.Int(long all) && all > rows.size() ->
                "the first " + rows.size() + " of " + all
                        + " rows only: too many to be kept, so let the query judge them";
            case Value.Text _,Value.Sequence _,Value.Null _,Value.Bool _,Value.Int _,Value.Real _,Value.Lapse _,Value.Dictionary _ ->
                null;
        };
    }
}
