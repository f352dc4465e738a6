package dev.runbook.run;

import dev.runbook.expression.Scope;
import dev.runbook.model.Leaves;
import dev.runbook.model.Step;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The undos that stand ready, the last armed on top.
final class UndoStack {
    private final Deque<Armed> armed = new ArrayDeque<>();
    private final List<StepRef> unprotected = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<StepRef> undone = new ArrayList<>();
    private boolean resumed;
    private final List<StepRef> doubted = new ArrayList<>();
    private final List<StepRef> gone = new ArrayList<>();
    private final Map<String, String> withheld = new HashMap<>();

    /// A step that may have changed something.
    ///
    /// @param scope the names that its rollback sees
    /// @param suffix what the keys of its rollback's steps end with
    record Armed(StepRef ref, Step step, Scope scope, String suffix) {}

    void arm(Armed undo) {
        undone.remove(undo.ref());
        disarm(undo.ref());
        armed.push(undo);
    }

    boolean isArmed(StepRef ref) {
        return armed.stream().anyMatch(undo -> undo.ref().equals(ref));
    }

    void disarm(StepRef ref) {
        armed.removeIf(undo -> undo.ref().equals(ref));
    }

    /// Notes why an undo that stands ready is not run without anybody's word.
    void withhold(StepRef ref, String why) {
        withheld.put(ref.key(), why);
    }

    /// Why an undo is not run without anybody's word, or null.
    @Nullable
    String withheld(StepRef ref) {
        return withheld.get(ref.key());
    }

    /// Takes over why undos of another stack are not run.
    void withhold(UndoStack other) {
        withheld.putAll(other.withheld);
    }

    /// Notes that a step was undone, and returns what is to be said of that.
    String undone(Armed undo) {
        disarm(undo.ref());
        undone.add(undo.ref());
        Leaves leaves = undo.step().undo().leaves();
        if (leaves == null) {
            return StepRecord.UNDONE;
        }
        left.add(leaving(undo.ref(), leaves));
        return StepRecord.UNDONE_EXCEPT + leaves.words();
    }

    /// Notes that an earlier process has undone a step; steps are noted in the order in which they were done.
    void undoneBefore(StepRef ref, Step step) {
        resumed = true;
        undone.addFirst(ref);
        Leaves leaves = step.undo().leaves();
        if (leaves != null) {
            left.addFirst(leaving(ref, leaves));
        }
    }

    private static String leaving(StepRef ref, Leaves leaves) {
        return ref.name() + " (" + ref.key() + "): " + leaves.words();
    }

    /// What has been undone, in the order in which it was.
    List<StepRef> undone() {
        return List.copyOf(undone);
    }

    /// Whether an earlier process has undone some of it, which nobody has seen here.
    boolean isResumed() {
        return resumed;
    }

    /// What the rollbacks that ran did not give back.
    List<String> left() {
        return List.copyOf(left);
    }

    @Nullable
    Armed top() {
        return armed.peek();
    }

    /// Notes a step that changed the database and has no undo, nor any step around it.
    void unprotected(StepRef ref) {
        if (!unprotected.contains(ref) && !covers(ref)) {
            unprotected.add(ref);
        }
    }

    /// Takes back that steps changed something: it was rolled back.
    void forget(List<StepRef> unchanged) {
        unprotected.removeAll(unchanged);
    }

    /// Notes a group whose one transaction was rolled back.
    void gone(StepRef group) {
        if (!gone.contains(group)) {
            gone.add(group);
        }
    }

    /// The groups of which nothing is in effect, since their one transaction was rolled back.
    List<StepRef> gone() {
        return List.copyOf(gone);
    }

    private boolean covers(StepRef ref) {
        return armed.stream().anyMatch(undo -> undo.ref().key().equals(ref.parent()));
    }

    /// Notes a step of which it is not known whether it took effect: nothing may be undone below it.
    void doubt(StepRef ref) {
        doubted.add(ref);
    }

    /// What nobody knows of whether it took effect.
    List<StepRef> doubted() {
        return List.copyOf(doubted);
    }

    /// What changed the database and cannot be undone, in the order in which it happened.
    List<StepRef> unprotected() {
        return List.copyOf(unprotected);
    }

    int height() {
        return armed.size();
    }

    boolean isEmpty() {
        return armed.isEmpty();
    }

    /// Those that stand ready, in the order in which they would be undone.
    List<Armed> all() {
        return List.copyOf(armed);
    }
}
