package dev.runbook.run.watching;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Verdict;
import dev.runbook.expression.Expression;
import dev.runbook.expression.Scope;
import dev.runbook.model.Sampler;
import dev.runbook.problem.Refusal;
import dev.runbook.shell.process.ProcessGroup.Patience;
import dev.runbook.value.Durations;
import dev.runbook.watch.Limits;
import dev.runbook.watch.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One sampler at work: takes its samples on a thread of its own, keeps them, and judges each.
public final class Sampling implements Condition {
    private static final Duration PATIENCE = Patience.DEFAULT.total().plusSeconds(1);

    private final Sampler sampler;
    private final SampleSource source;
    private final Scope scope;
    private final Told told;
    private final Series series;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long begin = System.nanoTime();
    private @Nullable Thread thread;
    private long seen;
    private long warnings;
    private String firstWarning = "";
    private String trouble = "";
    private Limits.@Nullable Passed passed;
    private Limits.@Nullable Passed ever;

    private Sampling(Sampler sampler, SampleSource source, Scope scope, Audience audience) {
        this.sampler = sampler;
        this.source = source;
        this.scope = scope;
        this.told = new Told(audience);
        this.series = new Series(sampler.name());
    }

    /// Begins to take samples.
    public static Sampling start(Sampler sampler, SampleSource source, Scope scope, Audience audience) {
        Sampling sampling = new Sampling(sampler, source, scope, audience);
        sampling.thread = Thread.ofVirtual().name("sampling " + sampler.name()).start(sampling::loop);
        return sampling;
    }

    /// One sample is enough, even if the next is better again before anybody has looked.
    @Override
    public synchronized Limits.@Nullable Passed passed() {
        return passed;
    }

    @Override
    public synchronized void heed() {
        passed = null;
    }

    /// What the report shows of it.
    public synchronized List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        if (seen > 0 && !sampler.description().isBlank()) {
            facts.add(new Fact.Text("watch " + sampler.name(), sampler.description().strip()));
        }
        if (series.taken() > 0) {
            facts.add(series.fact());
        }
        if (!trouble.isEmpty()) {
            facts.add(new Fact.Text("watch " + sampler.name(), "not every sample could be taken: " + trouble));
        }
        return facts;
    }

    /// What it has found fault with. Nothing seen is a fault, too.
    public synchronized List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        Expression warnIf = sampler.warnIf();
        if (warnings > 0 && warnIf != null) {
            verdicts.add(warning("not " + warnIf.text(), firstWarning + ", in " + warnings + " of " + seen
                    + " samples"));
        }
        Limits.Passed stopped = ever;
        if (stopped != null) {
            verdicts.add(warning("not " + String.valueOf(sampler.abortIf() == null ? "" : sampler.abortIf().text()),
                    stopped.who()));
        }
        if (seen == 0 && !trouble.isEmpty()) {
            verdicts.add(warning("samples", "none: " + trouble));
        }
        return verdicts;
    }

    @Override
    public void close() {
        ended.countDown();
        source.enough();
    }

    /// Waits until the last sample has been judged and nothing of it runs any more: at once, unless a script has to be
    /// killed.
    public void await() {
        try {
            Thread at = thread;
            if (at != null) {
                at.join(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        told.close();
    }

    private Verdict warning(String expected, String actual) {
        return Verdict.of(false, "watch " + sampler.name(), expected, actual).asWarning();
    }

    private void loop() {
        try (SampleSource open = source) {
            do {
                see(take(open));
            } while (!ended.await(sampler.every().toMillis(), TimeUnit.MILLISECONDS));
            see(open.last());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Sample take(SampleSource source) {
        try {
            return source.take();
        } catch (Refusal e) {
            return Sample.failed(e.problems().getFirst().title());
        }
    }

    private synchronized void see(@Nullable Sample sample) {
        if (sample == null || (sample.failure() != null && ended.getCount() == 0)) {
            return;
        }
        String failure = sample.failure();
        if (failure != null) {
            if (!failure.equals(trouble)) {
                told.lines(List.of("watch " + sampler.name() + ": no sample: " + failure));
            }
            trouble = failure;
            return;
        }
        seen++;
        Duration at = Duration.ofNanos(System.nanoTime() - begin);
        double number = sample.number();
        if (!Double.isNaN(number)) {
            series.add(at, number);
        }
        told.live(sampler.name() + ": " + sample.said());
        try {
            judge(sample, at);
        } catch (Refusal e) {
            trouble = e.problems().getFirst().title();
        }
    }

    private void judge(Sample sample, Duration at) {
        Scope own = name -> {
            var value = sample.fields().get(name);
            return value == null ? scope.find(name) : value;
        };
        String said = sample.said() + " after " + Durations.format(at);
        Expression warnIf = sampler.warnIf();
        if (warnIf != null && warnIf.test(own) && warnings++ == 0) {
            firstWarning = said;
            told.lines(List.of("watch " + sampler.name() + ": " + said + " (warn_if: " + warnIf.text() + ")"));
        }
        Expression abortIf = sampler.abortIf();
        if (abortIf != null && abortIf.test(own)) {
            passed = new Limits.Passed("watch " + sampler.name() + ": " + abortIf.text(), said);
            ever = passed;
        }
    }
}
