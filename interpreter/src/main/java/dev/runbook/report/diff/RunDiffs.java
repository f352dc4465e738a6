package dev.runbook.report.diff;

import dev.runbook.catalog.CatalogDifference;
import dev.runbook.catalog.CatalogDifference.Changes;
import dev.runbook.catalog.CatalogText;
import dev.runbook.report.diff.RunDiff.Difference;
import dev.runbook.report.diff.RunDiff.Lasting;
import dev.runbook.report.text.Stable;
import dev.runbook.report.text.Wording;
import dev.runbook.story.Ending;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what differs between two runs. What differs between equal runs, times, ids, host names, folders, makes no
/// difference: both are looked at through the same words that stable reports use.
public final class RunDiffs {
    private static final Value NOTHING = Value.of(List.of());
    private static final Set<String> SAID_BY_STATUS = Set.of("passed", "skipped");
    private static final long NOTICEABLE_MILLIS = 500;
    private static final double NOTICEABLE_FACTOR = 1.25;
    private static final int MOST_DURATIONS = 10;

    private final RunRecord left;
    private final RunRecord right;
    private final Wording leftWords;
    private final Wording rightWords;
    private final List<Difference> differences = new ArrayList<>();

    private RunDiffs(RunRecord left, RunRecord right) {
        this.left = left;
        this.right = right;
        this.leftWords = new Stable(left.header(), text -> text);
        this.rightWords = new Stable(right.header(), text -> text);
    }

    /// What differs between two runs.
    ///
    /// @param leftCatalog the catalog as the first run left it, or null when it was not kept
    public static RunDiff between(RunRecord left, RunRecord right, @Nullable CatalogText leftCatalog,
            @Nullable CatalogText rightCatalog) {
        RunDiffs diffs = new RunDiffs(left, right);
        diffs.runs();
        diffs.steps();
        boolean both = leftCatalog != null && rightCatalog != null;
        Changes changes = both
                ? CatalogDifference.between(Objects.requireNonNull(leftCatalog), Objects.requireNonNull(rightCatalog))
                : new Changes(List.of(), 0);
        boolean none = leftCatalog == null && rightCatalog == null;
        return new RunDiff(left, right, diffs.differences, changes.changes(), changes.omitted(),
                both || none ? "" : "Only one of the runs has kept its catalog, so catalogs are not compared.",
                diffs.durations());
    }

    private void runs() {
        RunHeader l = left.header();
        RunHeader r = right.header();
        run("verdict", verdict(left), verdict(right));
        run("runbook", l.runbook(), r.runbook());
        run("file's SHA-256", l.fileHash(), r.fileHash());
        run("version of runbook", l.version(), r.version());
        run("PostgreSQL", l.server().version(), r.server().version());
        run("role of the server", l.server().role(), r.server().role());
        run("sandbox", l.sandbox() ? "yes" : "no", r.sandbox() ? "yes" : "no");
        for (String param : union(l.params(), r.params())) {
            run("param " + param, text(l.params().get(param), leftWords), text(r.params().get(param), rightWords));
        }
    }

    private void run(String what, @Nullable String l, @Nullable String r) {
        add(null, "", what, l, r);
    }

    private static String verdict(RunRecord run) {
        Ending ending = run.ending();
        return ending == null ? "INTERRUPTED" : ending.word();
    }

    private void steps() {
        Map<String, StepRecord> before = byKey(left);
        Map<String, StepRecord> after = byKey(right);
        for (String key : union(before, after)) {
            StepRecord l = before.get(key);
            StepRecord r = after.get(key);
            String name = Objects.requireNonNull(r == null ? l : r).step().name();
            if (l == null || r == null) {
                add(key, name, "step", l == null ? null : status(l), r == null ? null : status(r));
            } else {
                step(key, name, l, r);
            }
        }
    }

    private void step(String key, String name, StepRecord l, StepRecord r) {
        add(key, name, "name", leftWords.of(l.step().name()), rightWords.of(r.step().name()));
        add(key, name, "status", status(l), status(r));
        add(key, name, "failure", failure(l, leftWords), failure(r, rightWords));
        add(key, name, "summary", summary(l, leftWords), summary(r, rightWords));
        add(key, name, "answer", answers(l, leftWords), answers(r, rightWords));
        Map<String, Value> before = captured(l);
        Map<String, Value> after = captured(r);
        for (String field : union(before, after)) {
            add(key, name, field, text(before.get(field), leftWords), text(after.get(field), rightWords));
        }
    }

    /// Its outcome, less what is a time or, of a backup, only the size of a file that holds times; less what its status
    /// says already, what is empty, and the one result whose rows are its records.
    private static Map<String, Value> captured(StepRecord step) {
        Map<String, Value> fields = new LinkedHashMap<>(step.fields());
        fields.values().removeIf(value -> value instanceof Value.Lapse || value.equals(NOTHING));
        fields.keySet().removeAll(SAID_BY_STATUS);
        Value records = fields.get("records");
        if (records != null) {
            fields.remove("results", Value.of(List.of(records)));
        }
        if (step.step().kind().equals("backup")) {
            fields.remove("bytes");
        }
        return fields;
    }

    private static Map<String, StepRecord> byKey(RunRecord run) {
        Map<String, StepRecord> steps = new LinkedHashMap<>();
        run.steps().forEach(step -> steps.put(step.step().key(), step));
        return steps;
    }

    private static String status(StepRecord step) {
        return switch (step.status()) {
            case null -> step.started() == null ? "not run" : "cut off";
            case PASSED -> "passed";
            case WARNED -> "warned";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
        };
    }

    private static @Nullable String summary(StepRecord step, Wording words) {
        return step.summary().isEmpty() ? null : words.of(step.summary());
    }

    private static @Nullable String failure(StepRecord step, Wording words) {
        return step.failure() == null ? null : words.of(step.failure().title());
    }

    private static @Nullable String answers(StepRecord step, Wording words) {
        return step.answers().isEmpty()
                ? null
                : words.of(String.join("; ", step.answers().stream().map(StepRecord.Answer::answer).toList()));
    }

    private static @Nullable String text(@Nullable Value value, Wording words) {
        return value == null ? null : words.of(value.text());
    }

    private static Set<String> union(Map<String, ?> one, Map<String, ?> other) {
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private void add(@Nullable String step, String name, String what, @Nullable String l, @Nullable String r) {
        if (!Objects.equals(l, r)) {
            differences.add(new Difference(step, name, what, l, r));
        }
    }

    private List<Lasting> durations() {
        Map<String, StepRecord> after = byKey(right);
        List<Lasting> noticeable = new ArrayList<>();
        for (StepRecord l : left.steps()) {
            StepRecord r = after.get(l.step().key());
            if (r != null && l.took() != null && r.took() != null && noticeable(l.took(), r.took())) {
                noticeable.add(new Lasting(l.step().key(), l.step().name(), l.took(), r.took()));
            }
        }
        noticeable.sort(
                Comparator.comparing((Lasting lasting) -> lasting.left().minus(lasting.right()).abs()).reversed());
        return noticeable.subList(0, Math.min(noticeable.size(), MOST_DURATIONS));
    }

    private static boolean noticeable(Duration l, Duration r) {
        double factor = (double) Math.max(l.toMillis(), r.toMillis())
                / Math.max(1, Math.min(l.toMillis(), r.toMillis()));
        return l.minus(r).abs().toMillis() >= NOTICEABLE_MILLIS && factor >= NOTICEABLE_FACTOR;
    }
}
