package dev.runbook.report;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.story.CatalogRecord;
import dev.runbook.story.Course;
import dev.runbook.story.Followup;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunHeader.Contact;
import dev.runbook.story.RunHeader.Server;
import dev.runbook.story.RunRecord;
import dev.runbook.story.StepRecord;
import dev.runbook.story.StepRef;
import dev.runbook.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A run in which every text that is not empty has been replaced: by what an attacker might have put there.
record Reworded(UnaryOperator<String> words) {

    static RunRecord by(RunRecord record, UnaryOperator<String> words) {
        return new Reworded(text -> text.isEmpty() ? text : words.apply(text)).of(record);
    }

    /// The same run with another description, which is the one text that may have a shape of its own.
    static RunRecord described(RunRecord run, String description) {
        RunHeader h = run.header();
        RunHeader header = new RunHeader(h.run(), h.runbook(), h.title(), description, h.owner(), h.risk(), h.file(),
                h.fileHash(), h.commit(), h.operator(), h.host(), h.version(), h.selection(), h.sandbox(), h.server(),
                h.params(), h.estimate(), h.contacts());
        return new RunRecord(header, run.started(), run.ended(), run.ending(), run.state(), run.decision(),
                run.recovery(), run.catalog(), run.steps(), run.followups(), run.begun());
    }

    private RunRecord of(RunRecord run) {
        RunRecord.Decision decision = run.decision();
        String recovery = run.recovery();
        return new RunRecord(of(run.header()), run.started(), run.ended(), run.ending(), of(run.state()),
                decision == null
                        ? null
                        : new RunRecord.Decision(of(decision.choice()), of(decision.by()), of(decision.why())),
                recovery == null ? null : of(recovery), of(run.catalog()),
                run.steps().stream().map(this::of).toList(),
                run.followups().stream().map(f -> new Followup(f.key(), of(f.name()), f.every(), f.window())).toList(),
                run.begun());
    }

    private CatalogRecord of(CatalogRecord c) {
        return new CatalogRecord(of(c.before()), of(c.after()), c.changes().stream().map(change -> new CatalogChange(
                of(change.object()), change.kind(),
                change.lines().stream().map(line -> line.charAt(0) + of(line.substring(1))).toList())).toList(),
                c.omitted());
    }

    private @Nullable CatalogSight of(@Nullable CatalogSight sight) {
        return sight == null
                ? null
                : new CatalogSight(sight.moment(), sight.sha256(), sight.objects(), sight.file(),
                        sight.unread().stream().map(this::of).toList());
    }

    private RunHeader of(RunHeader h) {
        Server s = h.server();
        return new RunHeader(of(h.run()), of(h.runbook()), of(h.title()), h.description(), of(h.owner()),
                of(h.risk()), of(h.file()), of(h.fileHash()), of(h.commit()), of(h.operator()), of(h.host()),
                of(h.version()), of(h.selection()), h.sandbox(),
                new Server(of(s.address()), of(s.database()), of(s.user()), of(s.version()), of(s.role()),
                        of(s.system())),
                of(h.params()), h.estimate(),
                h.contacts().stream().map(c -> new Contact(c.level(), of(c.role()), of(c.reach()), of(c.when())))
                        .toList());
    }

    /// Keys stay unique, and kinds stay words of the language: `steps` and `backup` mean something to a report.
    private StepRecord of(StepRecord s) {
        StepRef r = s.step();
        String parent = r.parent();
        StepRef ref = new StepRef(of(r.key()) + r.key(), parent == null ? null : of(parent) + parent, r.phase(),
                of(r.name()), r.kind());
        Failure failure = s.failure();
        return new StepRecord(ref, s.started(), s.status(), s.estimate(), s.took(), facts(s.source()),
                s.answers().stream().map(
                        a -> new StepRecord.Answer(of(a.question()), of(a.answer()), of(a.by()), a.at())).toList(),
                s.verdicts().stream().map(this::of).toList(), facts(s.facts()), of(s.fields()),
                failure == null
                        ? null
                        : new Failure(of(failure.title()), of(failure.code()), of(failure.advice()),
                                facts(failure.facts())),
                of(s.summary()), s.undo(), of(s.undoNote()),
                new Course(s.course().tries().stream().map(t -> new Course.Try(t.started(), t.took(),
                        new Failure(of(t.failure().title()), t.failure().code(), of(t.failure().advice()), List.of()),
                        t.pause(), t.left())).toList(), s.course().waits()));
    }

    private Verdict of(Verdict v) {
        return new Verdict(v.grade(), of(v.subject()), of(v.expected()), of(v.actual()), facts(v.facts()));
    }

    private List<Fact> facts(List<Fact> facts) {
        return facts.stream().map(this::of).toList();
    }

    private Fact of(Fact fact) {
        return switch (fact) {
            case Fact.Text(String label, String text) -> new Fact.Text(of(label), of(text));
            case Fact.Code(String label, String language, String text) ->
                new Fact.Code(of(label), of(language), of(text));
            case Fact.Grid grid -> new Fact.Grid(of(grid.label()), grid.columns().stream().map(this::of).toList(),
                    grid.rows().stream().map(this::row).toList(), grid.omitted());
            case Fact.Series series -> series;
            case Fact.Difference(String label, String expected, String actual, String difference) ->
                new Fact.Difference(of(label), of(expected), of(actual), of(difference));
        };
    }

    private List<@Nullable String> row(List<@Nullable String> cells) {
        List<@Nullable String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell == null ? null : of(cell));
        }
        return row;
    }

    private Map<String, Value> of(Map<String, Value> values) {
        Map<String, Value> reworded = new LinkedHashMap<>();
        values.forEach((name, value) -> reworded.put(of(name) + name, Value.of(of(value.text()))));
        return reworded;
    }

    private String of(String text) {
        return words.apply(text);
    }
}
