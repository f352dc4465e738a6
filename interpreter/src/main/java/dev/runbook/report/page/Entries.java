package dev.runbook.report.page;

import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.report.fact.Detail;
import dev.runbook.report.fact.Detail.Level;
import dev.runbook.report.fact.Pieces;
import dev.runbook.report.page.Entry.Answer;
import dev.runbook.report.page.Entry.Check;
import dev.runbook.report.page.Entry.Timing;
import dev.runbook.report.text.Wording;
import dev.runbook.report.timeline.Axis;
import dev.runbook.report.timeline.Timeline;
import dev.runbook.story.Status;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a report's entries of a run's steps.
final class Entries {
    private static final String STEPS = "steps";

    private final Family family;
    private final Wording words;
    private final Wording wording;
    private final Detail detail;
    private final Axis axis;

    Entries(Family family, Wording wording, Detail detail, Axis axis) {
        this.family = family;
        this.words = wording;
        this.wording = new Pieces(wording, detail.bad())::cell;
        this.detail = detail;
        this.axis = axis;
    }

    /// The steps of a phase under a parent and, after each group, what stands in it.
    List<Entry> under(@Nullable String parent, Phase phase) {
        List<Entry> entries = new ArrayList<>();
        add(parent, phase, "", 0, entries);
        return detail.most(entries, e -> e.failed() || e.status().equals("warned"));
    }

    private void add(@Nullable String parent, Phase phase, String prefix, int depth, List<Entry> entries) {
        int number = 0;
        for (StepRecord step : family.children(parent, phase)) {
            String numbered = prefix + ++number;
            entries.add(entry(step, numbered, depth));
            add(step.step().key(), phase, numbered + ".", depth + 1, entries);
        }
    }

    private Entry entry(StepRecord step, String number, int depth) {
        StepRef ref = step.step();
        boolean group = ref.kind().equals(STEPS) || !family.children(ref.key(), ref.phase()).isEmpty();
        boolean bad = step.failed() || step.status() == Status.WARNED || cutOff(step);
        Pieces pieces = new Pieces(words, bad ? detail.bad() : detail.good());
        boolean shown = shown(step, bad);
        return new Entry(label(ref, number), depth, group, status(step), mark(status(step)),
                pieces.cell(step.summary()), pieces.cell(why(step)), timing(step),
                shown ? pieces.of(step.source()) : List.of(),
                shown ? detail.most(step.verdicts()).stream().map(v -> check(v, pieces)).toList() : List.of(),
                shown ? pieces.of(step.facts()) : List.of(),
                detail.most(step.answers()).stream().map(a -> answer(a, pieces)).toList(),
                shown ? Tries.of(step.course(), pieces, detail, axis.shown()) : List.of(),
                shown ? undo(step) : "", beneath(ref, Phase.VERIFY), beneath(ref, Phase.DIAGNOSE));
    }

    /// What a step that did not simply pass says for itself, in a line.
    private static String why(StepRecord step) {
        Failure failure = step.failure();
        return failure != null
                ? failure.title()
                : cutOff(step)
                        ? "cut off while running"
                        : notInEffect(step)
                                ? step.undoNote()
                                : step.verdicts().stream().filter(v -> v.grade() == Verdict.Grade.WARNED).findFirst()
                                        .map(v -> "%s: expected %s, found %s".formatted(v.subject(), v.expected(),
                                                v.actual()))
                                        .orElse("");
    }

    /// What stands under a step in another phase; checks and evidence have none of their own.
    private List<Entry> beneath(StepRef ref, Phase phase) {
        boolean leaf = ref.phase() == Phase.VERIFY || ref.phase() == Phase.DIAGNOSE;
        return leaf || detail.level() == Level.NONE ? List.of() : under(ref.key(), phase);
    }

    private boolean shown(StepRecord step, boolean bad) {
        return switch (detail.level()) {
            case EVERY_STEP -> true;
            case NO_SETUP -> bad || step.step().phase() != Phase.SETUP;
            case NOTABLE -> bad || !step.answers().isEmpty();
            case NONE -> false;
        };
    }

    Label label(StepRef ref, String number) {
        return new Label(anchor(ref.key()), number, wording.of(ref.key()), wording.of(ref.name()),
                wording.of(ref.kind()));
    }

    private Check check(Verdict verdict, Pieces pieces) {
        String status = switch (verdict.grade()) {
            case PASSED -> "passed";
            case WARNED -> "warned";
            case FAILED -> "failed";
        };
        return new Check(status, mark(status), pieces.cell(verdict.subject()), pieces.cell(verdict.expected()),
                pieces.cell(verdict.actual()), pieces.of(verdict.facts()));
    }

    private Answer answer(StepRecord.Answer answer, Pieces pieces) {
        return new Answer(pieces.cell(answer.question().strip()), pieces.cell(answer.answer()),
                wording.of(answer.by()), axis.shown() ? Particulars.time(answer.at()) : "");
    }

    private static boolean notInEffect(StepRecord step) {
        return step.undoNote().startsWith(StepRecord.NOT_IN_EFFECT);
    }

    private String undo(StepRecord step) {
        return switch (step.undo()) {
            case NONE -> "";
            case ARMED -> "The undo stands ready.";
            case DISARMED -> wording.of(notInEffect(step)
                    ? "Not in effect: " + step.undoNote().substring(StepRecord.NOT_IN_EFFECT.length()) + "."
                    : "The undo is not needed any more: " + step.undoNote() + ".");
        };
    }

    private Timing timing(StepRecord step) {
        Instant started = step.started();
        Duration took = step.took();
        Duration estimate = step.estimate();
        boolean late = axis.shown() && took != null && Particulars.late(took, estimate);
        return new Timing(started == null || !axis.shown() ? "" : Particulars.time(started),
                took == null || !axis.shown() ? "" : Durations.format(took),
                estimate == null ? "" : Durations.format(estimate), late,
                step.course().tries().isEmpty() ? "" : step.course().tries().size() + 1 + " tries",
                new Timeline(axis, wording).of(step, status(step)));
    }

    static boolean cutOff(StepRecord step) {
        return step.status() == null && step.started() != null;
    }

    private static String status(StepRecord step) {
        return switch (step.status()) {
            case null -> cutOff(step) ? "cut-off" : "not-run";
            case PASSED -> "passed";
            case WARNED -> "warned";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
        };
    }

    static String mark(String status) {
        return switch (status) {
            case "passed" -> "✅";
            case "warned" -> "⚠️";
            case "failed" -> "❌";
            case "skipped" -> "⏭️";
            case "cut-off" -> "⚡";
            default -> "▫️";
        };
    }

    /// A place name that is unique for each key, whatever the key is made of.
    static String anchor(String key) {
        StringBuilder anchor = new StringBuilder("step-");
        key.codePoints().forEach(c -> {
            if (c < 0x7f && (Character.isLetterOrDigit(c) || c == '-' || c == '.')) {
                anchor.appendCodePoint(c);
            } else if (c == '_') {
                anchor.append("__");
            } else {
                anchor.append('_').append(Integer.toHexString(c)).append('.');
            }
        });
        return anchor.toString();
    }
}
