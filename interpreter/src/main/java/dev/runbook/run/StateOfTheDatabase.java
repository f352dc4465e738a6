package dev.runbook.run;

import dev.runbook.plan.Selection;
import dev.runbook.story.Ending;
import dev.runbook.story.RunHeader;
import dev.runbook.story.StepRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Says in a sentence or two what state the database is in now.
///
/// @param contacts whom to call when something is left
record StateOfTheDatabase(boolean sandbox, UndoStack undos, List<RunHeader.Contact> contacts) {

    /// A part of a runbook is never called the whole.
    String sentence(Ending ending, Selection selection) {
        return ending.good() && !selection.isWhole()
                ? told("Every step that was selected is applied; others were left out, so success was not judged.")
                : sentence(ending);
    }

    private String sentence(Ending ending) {
        String sentence = switch (ending) {
            case SUCCEEDED, REHEARSED -> "Every step is applied, and every check of its success holds.";
            case FAILED -> "No step that changes the database, as far as runbook can tell, had taken effect.";
            case ROLLED_BACK -> "Everything that the run did has been undone, step by step, last first"
                    + (undos.isResumed() ? ": " + listed(undos.undone()) : "") + ".";
            case RECOVERED -> "The recovery was carried through; the undos it replaced are not needed any more.";
            case PARTLY_UNDONE ->
                doubt() + "NOT everything has been undone." + undone() + " Still in effect, in whole or in part: "
                        + left()
                        + ".";
            case PAST_NO_RETURN ->
                "Past the point of no return: a step that cannot be undone has run." + undone() + " Still in effect, in"
                        + " whole or in part: " + left() + ".";
            case STOPPED -> "Stopped. In effect, in whole or in part: " + left() + ".";
        };
        return told(sentence + rolledBack() + notGivenBack() + call(ending));
    }

    private String rolledBack() {
        return undos.gone().isEmpty()
                ? ""
                : " Rolled back in one transaction, with every step in it: "
                        + String.join("; ", undos.gone().stream().map(StateOfTheDatabase::named).toList()) + ".";
    }

    /// An undo may be carried through and still not give everything back; that is never passed over.
    private String notGivenBack() {
        if (undos.left().isEmpty()) {
            return "";
        }
        String left = String.join("; ", undos.left());
        return " NOT given back by the rollback: " + left + (left.endsWith(".") ? "" : ".");
    }

    private String undone() {
        return undos.undone().isEmpty() ? "" : " Undone, last first: " + listed(undos.undone()) + ".";
    }

    private static String listed(List<StepRef> steps) {
        return String.join("; ", steps.stream().map(StateOfTheDatabase::named).toList());
    }

    /// Nobody should have to look for a number while something is half undone.
    private String call(Ending ending) {
        boolean left = ending == Ending.PARTLY_UNDONE || ending == Ending.PAST_NO_RETURN;
        return !left || contacts.isEmpty()
                ? ""
                : " Call: " + contacts.stream().map(StateOfTheDatabase::named).collect(Collectors.joining("; ")) + ".";
    }

    private static String named(RunHeader.Contact contact) {
        return contact.role() + (contact.reach().isEmpty() ? "" : ", " + contact.reach())
                + (contact.when().isEmpty() ? "" : " (" + contact.when() + ")");
    }

    private String told(String sentence) {
        return sandbox ? sentence + " It was a sandbox, which is gone; no other database was touched." : sentence;
    }

    private String doubt() {
        return undos.doubted().isEmpty()
                ? ""
                : "It is NOT KNOWN whether this took effect: "
                        + listed(undos.doubted()) + ". ";
    }

    private String left() {
        List<String> left = new ArrayList<>();
        undos.all().forEach(undo -> left.add(named(undo.ref()) + withheld(undo.ref())));
        undos.unprotected().forEach(ref -> left.add(named(ref) + ", which has no rollback"));
        return left.isEmpty() ? "nothing that runbook knows of" : String.join("; ", left);
    }

    private String withheld(StepRef ref) {
        String why = undos.withheld(ref);
        return why == null ? "" : ", whose rollback is not run without your word: " + why;
    }

    private static String named(StepRef ref) {
        return ref.name() + " (" + ref.key() + ")";
    }
}
