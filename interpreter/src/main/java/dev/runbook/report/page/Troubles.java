package dev.runbook.report.page;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.report.fact.Piece;
import dev.runbook.report.fact.Pieces;
import dev.runbook.report.prose.Prose;
import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds what failed in a run, the first first: what happens on the way back never hides it.
final class Troubles {
    private final Family family;
    private final Pieces pieces;
    private final Entries entries;

    Troubles(Family family, Pieces pieces, Entries entries) {
        this.family = family;
        this.pieces = pieces;
        this.entries = entries;
    }

    List<Trouble> of(RunRecord record, List<Entry> numbered) {
        List<StepRecord> failed = new ArrayList<>(record.failures());
        if (record.ending() == null) {
            record.steps().stream().filter(Entries::cutOff).reduce((_, last) -> last).ifPresent(failed::add);
        }
        Map<String, String> numbers = numbered.stream()
                .collect(Collectors.toMap(e -> e.label().anchor(), e -> e.label().number()));
        return failed.stream().map(step -> trouble(step, numbers)).toList();
    }

    private Trouble trouble(StepRecord step, Map<String, String> numbers) {
        StepRecord parent = family.parent(step);
        String number = numbers.getOrDefault(Entries.anchor(step.step().key()), "");
        Failure failure = step.failure() == null ? cutOff() : step.failure();
        return new Trouble(entries.label(step.step(), number), parent == null ? "" : pieces.cell(parent.step().name()),
                where(step), pieces.cell(failure.title()), pieces.cell(failure.code()),
                Prose.ofAdvice(pieces.cell(failure.advice())), differences(step), pieces.of(failure.facts()),
                pieces.of(step.facts()),
                entries.under(step.step().key(), Phase.DIAGNOSE));
    }

    private static Failure cutOff() {
        return Failure.of("cut-off", "the run was cut off while this step was running",
                "What it had done by then is not known here; `runbook resume` finds out.");
    }

    private List<Piece> differences(StepRecord step) {
        List<Piece> differences = new ArrayList<>();
        for (Verdict verdict : step.verdicts()) {
            if (verdict.grade() == Verdict.Grade.FAILED) {
                if (verdict.facts().stream().noneMatch(Fact.Difference.class::isInstance)) {
                    differences.add(pieces.of(verdict));
                }
                differences.addAll(pieces.of(verdict.facts()));
            }
        }
        return differences;
    }

    private static String where(StepRecord step) {
        return switch (step.step().phase()) {
            case SETUP -> "sandbox setup";
            case FORWARD -> "in";
            case VERIFY -> "check of";
            case DIAGNOSE -> "evidence on";
            case ROLLBACK -> "rollback of";
            case RECOVERY -> "recovery";
            case SUCCESS -> "success check";
            case FOLLOWUP -> "follow-up";
        };
    }
}
