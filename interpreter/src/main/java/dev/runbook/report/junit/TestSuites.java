package dev.runbook.report.junit;

import dev.runbook.report.text.Wording;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A run's steps as test cases, in a suite for each phase that was reached.
public record TestSuites(String name, Counts counts, String time, List<Suite> suites) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
            .withZone(ZoneOffset.UTC);

    /// A phase of the run.
    ///
    /// @param timestamp when it began, in UTC, or empty
    public record Suite(String name, Counts counts, String time, String timestamp, String hostname,
            List<Property> properties, List<TestCase> cases) {}

    /// Something that is known of the run.
    public record Property(String name, String value) {}

    /// How many cases there are, and how many of them ended badly.
    public record Counts(long tests, long failures, long errors, long skipped) {
        static Counts of(List<TestCase> cases) {
            return new Counts(cases.size(), cases.stream().filter(c -> c.failure() != null).count(),
                    cases.stream().filter(c -> c.error() != null).count(),
                    cases.stream().filter(c -> c.skipped() != null).count());
        }
    }

    /// The suites of a run.
    ///
    /// @param stable leaves times out
    public static TestSuites of(RunRecord record, Wording wording, boolean stable) {
        List<Suite> suites = new ArrayList<>();
        List<TestCase> all = new ArrayList<>();
        Set<String> groups = groups(record);
        for (List<Phase> phases : PHASES) {
            List<StepRecord> steps = record.steps().stream().filter(s -> phases.contains(s.step().phase()))
                    .filter(s -> !groups.contains(s.step().key())).toList();
            if (!steps.isEmpty()) {
                Suite suite = suite(record, phases.getFirst(), steps, wording, stable);
                suites.add(suite);
                all.addAll(suite.cases());
            }
        }
        return new TestSuites(wording.of(record.header().runbook()), Counts.of(all),
                seconds(stable ? Duration.ZERO : record.took()), suites);
    }

    private static final List<List<Phase>> PHASES = List.of(List.of(Phase.SETUP),
            List.of(Phase.FORWARD, Phase.VERIFY), List.of(Phase.ROLLBACK), List.of(Phase.RECOVERY),
            List.of(Phase.SUCCESS), List.of(Phase.FOLLOWUP));

    /// Groups say nothing that their steps do not say.
    private static Set<String> groups(RunRecord record) {
        Set<String> groups = new HashSet<>();
        for (StepRecord step : record.steps()) {
            String parent = step.step().parent();
            if (step.step().kind().equals("steps") && step.failure() == null) {
                groups.add(step.step().key());
            } else if (parent != null && step.step().phase() == Phase.FORWARD) {
                groups.add(parent);
            }
        }
        return groups;
    }

    private static Suite suite(RunRecord record, Phase phase, List<StepRecord> steps, Wording wording,
            boolean stable) {
        RunHeader header = record.header();
        String name = header.runbook() + ": " + phase.name().toLowerCase(Locale.ROOT);
        List<TestCase> cases = steps.stream().map(s -> TestCase.of(s, header.runbook(), wording, stable)).toList();
        Duration took = steps.stream().filter(s -> s.took() != null && s.step().phase() != Phase.VERIFY)
                .map(StepRecord::took).reduce(Duration.ZERO, Duration::plus);
        Instant began = steps.stream().map(StepRecord::started).filter(s -> s != null).findFirst()
                .orElse(record.started());
        return new Suite(wording.of(name), Counts.of(cases), seconds(stable ? Duration.ZERO : took),
                stable ? "" : LOCAL.format(began), stable ? "" : wording.of(header.host()),
                properties(record, wording), cases);
    }

    private static List<Property> properties(RunRecord record, Wording wording) {
        RunHeader header = record.header();
        List<Property> properties = new ArrayList<>();
        properties.add(new Property("verdict", record.ending() == null ? "INTERRUPTED" : record.ending().name()));
        if (!header.selection().isEmpty()) {
            properties.add(new Property("selection", wording.of(header.selection())));
        }
        properties.add(new Property("state", wording.of(record.state())));
        if (record.catalog().compared()) {
            properties.add(new Property("catalog", record.catalogSentence()));
        }
        properties.add(new Property("server", wording.of(header.server().toString())));
        header.params().forEach(
                (param, value) -> properties.add(new Property("param." + wording.of(param), wording.of(value.text()))));
        return properties;
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1_000.0);
    }
}
