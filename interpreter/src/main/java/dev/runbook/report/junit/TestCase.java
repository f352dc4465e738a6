package dev.runbook.report.junit;

import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.report.text.Wording;
import dev.runbook.story.Status;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A step as a test case.
///
/// @param failure an expectation that did not hold, or null
/// @param error another reason not to have passed, or null
/// @param skipped why it was not run, or null
public record TestCase(String classname, String name, String time, @Nullable Defect failure, @Nullable Defect error,
        @Nullable String skipped, String output) {

    /// What went wrong.
    public record Defect(String message, String type, String text) {}

    static TestCase of(StepRecord step, String runbook, Wording wording, boolean stable) {
        Duration took = step.took();
        Defect defect = defect(step, wording);
        boolean expectation = defect != null && defect.type().equals(Failure.EXPECTATION);
        return new TestCase(wording.of(runbook + "." + phase(step)), wording.of(step.step().name()),
                TestSuites.seconds(took == null || stable ? Duration.ZERO : took), expectation ? defect : null,
                expectation ? null : defect, skipped(step, wording), output(step, wording));
    }

    private static String phase(StepRecord step) {
        Phase phase = step.step().phase();
        String parent = step.step().parent();
        String word = phase.name().toLowerCase(Locale.ROOT);
        return phase == Phase.VERIFY || phase == Phase.ROLLBACK ? word + " of " + parent : word;
    }

    private static @Nullable Defect defect(StepRecord step, Wording wording) {
        Failure failure = step.failure();
        if (failure != null) {
            return new Defect(wording.of(failure.title()), wording.of(failure.code()), wording.of(text(step, failure)));
        }
        return step.failed()
                ? new Defect("failed", Failure.EXPECTATION, "")
                : step.status() == null && step.started() != null
                        ? new Defect("the run was cut off while this step was running", "cut-off", "")
                        : null;
    }

    private static @Nullable String skipped(StepRecord step, Wording wording) {
        return step.status() == Status.SKIPPED
                ? wording.of(step.summary())
                : step.status() == null && step.started() == null ? "not run" : null;
    }

    private static String text(StepRecord step, Failure failure) {
        List<String> parts = new ArrayList<>();
        parts.add(failure.advice());
        for (Verdict verdict : step.verdicts()) {
            if (verdict.grade() == Verdict.Grade.FAILED) {
                parts.add("%s\n- %s\n+ %s".formatted(verdict.subject(), verdict.expected(), verdict.actual()));
                verdict.facts().forEach(fact -> parts.add(Plain.of(fact)));
            }
        }
        failure.facts().forEach(fact -> parts.add(Plain.of(fact)));
        return joined(parts.stream());
    }

    private static String output(StepRecord step, Wording wording) {
        return wording.of(joined(Stream.concat(Stream.of(step.summary()),
                Stream.concat(step.source().stream(), step.facts().stream()).map(Plain::of))));
    }

    private static String joined(Stream<String> parts) {
        return String.join("\n\n", parts.filter(part -> !part.isBlank()).toList());
    }
}
