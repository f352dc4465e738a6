package dev.runbook.report.page;

import dev.runbook.story.Ending;
import org.jspecify.annotations.Nullable;

/// The verdict in one word and one sentence.
///
/// @param tone `good`, `rehearsed`, `undone`, `bad` or `open`, for colours
/// @param selection the options that selected a part of the runbook, or empty for the whole
/// @param state what state the database is in now
public record Headline(String mark, String word, String tone, String sentence, String title, String state,
        boolean sandbox, String selection) {

    static Headline of(@Nullable Ending ending, Cause cause, String title, String state, boolean sandbox,
            String selection) {
        Verdict verdict = verdict(ending, cause);
        boolean part = ending != null && ending.good() && !selection.isEmpty();
        return new Headline(verdict.mark, verdict.word, verdict.tone, part ? PART : verdict.sentence, title, state,
                sandbox, selection);
    }

    /// A run that went well stays one when a later look finds something; that is said beside it.
    Headline withFailedFollowup() {
        return new Headline(mark, word, tone, sentence + " A follow-up check has failed since.", title, state, sandbox,
                selection);
    }

    private static final String PART = "Every step that was selected passed; others were left out, so success was not judged.";

    /// A rollback that went well and gave not everything back.
    Headline withSomethingLeft(Cause cause) {
        return new Headline(mark, word, tone,
                cause.words()
                        + ", and what the run had done has been undone, except for what no rollback gives back.",
                title, state, sandbox, selection);
    }

    private record Verdict(String mark, String word, String tone, String sentence) {}

    private static Verdict verdict(@Nullable Ending ending, Cause cause) {
        return switch (ending) {
            case null -> new Verdict("⚡", "INTERRUPTED", "bad",
                    "The run was cut off. What it had done by then is below; how it goes on is still to be decided.");
            case SUCCEEDED -> new Verdict("✅", "SUCCEEDED", "good", "Every step passed, and so did every check.");
            case REHEARSED -> new Verdict("🧪", "REHEARSED", "rehearsed",
                    "Every step passed, on a sandbox. The real database has not been touched.");
            case ROLLED_BACK -> new Verdict("↩️", "ROLLED BACK", "undone",
                    cause.words() + ", and everything that the run had done has been undone.");
            case RECOVERED -> new Verdict("🛟", "RECOVERED", "undone",
                    cause.words() + ", and a recovery has been carried through.");
            case FAILED -> new Verdict("❌", "FAILED", "bad", "A step failed before anything was changed.");
            case PARTLY_UNDONE -> new Verdict("🚨", "PARTLY UNDONE", "bad",
                    cause.words() + ", and NOT everything that the run had done has been undone.");
            case PAST_NO_RETURN -> new Verdict("🚨", "PAST THE POINT OF NO RETURN", "bad",
                    cause.words() + (cause == Cause.FAILURE ? " behind" : ", behind")
                            + " one that cannot be undone. What was done before it is still in effect.");
            case STOPPED -> new Verdict("⏸️", "STOPPED", "open",
                    "The operator stopped the run. It can be resumed or rolled back.");
        };
    }
}
