package dev.runbook.load;

import dev.runbook.expression.Template;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.Connection;
import dev.runbook.model.Runbook.Contact;
import dev.runbook.model.Runbook.Environment;
import dev.runbook.model.Runbook.Followup;
import dev.runbook.model.Runbook.Head;
import dev.runbook.model.Runbook.Need;
import dev.runbook.model.Runbook.Procedure;
import dev.runbook.model.Runbook.Recovery;
import dev.runbook.model.Runbook.Requirements;
import dev.runbook.model.Runbook.Sandbox;
import dev.runbook.model.Runbook.Server;
import dev.runbook.model.Step;
import dev.runbook.problem.Suggestion;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Reading;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.yaml.Node;
import dev.runbook.yaml.Node.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the top level of a runbook.
final class RunbookReader {
    private static final String IN_NO_ENV = "let `if` choose between scripts: it knows the parameters.";
    private static final String IN_ENV = "give it in env and write \"$NAME\" here.";

    private final Fields fields;
    private final Reading reading;
    private final StepNames names;
    private final StepReader steps;
    private final Context context;

    RunbookReader(Mapping root, Reading reading) {
        this.fields = new Fields(root, reading);
        this.reading = reading;
        this.names = new StepNames();
        this.steps = new StepReader(fields, names);
        this.context = Context.top(fields);
    }

    Runbook read(Path file, Source source) {
        Runbook runbook = new Runbook(head(), contacts(), new ParamReader(reading).read(fields), connections(fields),
                HostReader.read(fields), PartReader.hints(fields),
                steps.steps(fields.items("diagnose"), context.unguarded().under("diagnose.")),
                new WatchReader(new References(fields)).samplers(withDefaults()), requirements(fields),
                steps.steps(fields.items("steps"), context.inOrder(true)), recoveries(),
                OnFailureReader.of(fields).read(fields.node("on_failure")),
                steps.steps(fields.items("success"), context.unguarded().under("success.")), followups(), sandbox(),
                environments(),
                procedures(), file, texts(source));
        steps.unusedBlocks(context);
        answered();
        EnvironmentParams.check(fields, runbook.params());
        OpenTransactions.check(runbook, reading.problems());
        Replicas.check(runbook, reading.problems());
        reading.checkNames(names.of(runbook, fields));
        return runbook;
    }

    /// Answers to questions that no step asks are spelling mistakes, which would show as a question nobody answers.
    private void answered() {
        Fields sandbox = fields.section("sandbox");
        if (sandbox != null && !reading.problems().hasErrors()) {
            sandbox.entries("answers").stream().filter(answer -> !steps.known().contains(answer.name()))
                    .forEach(answer -> reading.problems().error(answer.key().span(),
                            "there is no step \"" + answer.name() + "\" to answer", "Name the step that asks by its id."
                                    + Suggestion.didYouMean(answer.name(), steps.known())));
        }
    }

    /// The runbook's own text, then those of the files that were read for it.
    private List<Source> texts(Source own) {
        List<Source> texts = new ArrayList<>(List.of(own));
        reading.files().forEach((file, text) -> texts.add(text.named(file.toString())));
        return texts;
    }

    /// Where what is watched during the whole run is at home.
    private Fields withDefaults() {
        return new Fields(Inheritance.merge(context.inherited(), fields.mapping()), reading);
    }

    private Head head() {
        return new Head(fields.text("runbook", ""), fields.template("title", fields.text("runbook", "")),
                fields.template("description", ""), fields.text("owner", ""), fields.text("risk", ""),
                fields.duration("estimate"));
    }

    private List<Contact> contacts() {
        return fields.sections("contacts").stream().map(c -> new Contact((int) c.number("level", 1),
                person(c), c.text("reach", ""), c.text("when", ""))).toList();
    }

    private static String person(Fields contact) {
        String role = contact.text("role", "");
        String name = contact.text("name");
        return name == null ? role : role + ": " + name;
    }

    private Map<String, Environment> environments() {
        Map<String, Environment> environments = new LinkedHashMap<>();
        for (Node.Entry entry : fields.entries("environments")) {
            if (entry.value() instanceof Mapping mapping) {
                Fields there = new Fields(mapping, reading);
                environments.put(entry.name(),
                        new Environment(there.templates("params"), connections(there), HostReader.read(there)));
            }
        }
        return environments;
    }

    private Map<String, Connection> connections(Fields where) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        for (Node.Entry entry : where.entries("connections")) {
            if (entry.value() instanceof Mapping mapping) {
                Fields connection = new Fields(mapping, reading);
                Plausible.target(connection);
                connections.put(entry.name(), new Connection(entry.name(), connection.beforeTarget().template("url"),
                        connection.templates("settings"), connection.texts("export"), connection.flag("replica"),
                        entry.key().span()));
            }
        }
        return connections;
    }

    private static Requirements requirements(Fields where) {
        Fields requires = where.section("requires");
        return requires == null
                ? new Requirements(null, List.of(), List.of(), where.span())
                : new Requirements(requires.text("postgres"), requires.texts("commands"), needs(requires),
                        where.place("requires"));
    }

    private static List<Need> needs(Fields requires) {
        List<Need> needs = new ArrayList<>();
        for (Fields need : requires.sections("checks")) {
            Passage shell = need.source("shell", IN_NO_ENV);
            if (shell != null) {
                needs.add(new Need(need.beforeTarget().condition("if"), shell, need.text("say", "")));
            }
        }
        return needs;
    }

    private Map<String, Recovery> recoveries() {
        Map<String, Recovery> recoveries = new LinkedHashMap<>();
        ways("recovery", context.unguarded()).forEach((name, way) -> recoveries.put(name,
                new Recovery(name, way.fields().template("title", name), way.steps())));
        return recoveries;
    }

    private Map<String, Procedure> procedures() {
        Map<String, Procedure> procedures = new LinkedHashMap<>();
        ways("procedures", context).forEach((name, way) -> procedures.put(name, new Procedure(name,
                way.fields().template("title", name), requirements(way.fields()), way.steps())));
        return procedures;
    }

    /// Steps with a title, as they are written.
    private record Way(Fields fields, List<Step> steps) {}

    private Map<String, Way> ways(String section, Context around) {
        Map<String, Way> ways = new LinkedHashMap<>();
        for (Node.Entry entry : fields.entries(section)) {
            if (entry.value() instanceof Mapping mapping) {
                Fields way = new Fields(mapping, reading);
                ways.put(entry.name(), new Way(way, steps.steps(way.items("steps"),
                        around.within(Inheritance.merge(around.inherited(), mapping), true)
                                .under(section + "." + entry.name() + "."))));
            }
        }
        return ways;
    }

    private List<Followup> followups() {
        List<Followup> followups = new ArrayList<>();
        for (Fields followup : fields.sections("followups")) {
            String key = "followups." + (followups.size() + 1);
            followups.add(new Followup(key, followup.text("name", key), followup.text("description", ""),
                    followup.duration("every"), followup.duration("for"),
                    steps.steps(followup.items("steps"), context.unguarded().under(key + "."))));
        }
        return List.copyOf(followups);
    }

    private @Nullable Sandbox sandbox() {
        Fields sandbox = fields.section("sandbox");
        if (sandbox == null) {
            return null;
        }
        long major = sandbox.number("postgres", 0);
        return new Sandbox(major == 0 ? null : (int) major,
                steps.steps(sandbox.items("setup"), context.under("sandbox.setup.")), answers(sandbox),
                settings(sandbox), server(sandbox));
    }

    private static @Nullable Server server(Fields sandbox) {
        Fields server = sandbox.section("server");
        Passage start = server == null ? null : server.source("start", IN_ENV);
        Passage stop = server == null ? null : server.source("stop", IN_ENV);
        return server == null || start == null || stop == null
                ? null
                : new Server(server.beforeTarget().condition("if"), start.text(), stop.text(),
                        server.beforeTarget().templates("env"));
    }

    /// They are needed before there is anything to compute them from.
    private static Map<String, String> settings(Fields sandbox) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Node.Entry entry : sandbox.entries("settings")) {
            if (entry.value() instanceof Node.Scalar scalar) {
                settings.put(entry.name(), scalar.text());
            }
        }
        return settings;
    }

    private static Map<String, Template> answers(Fields sandbox) {
        return new LinkedHashMap<>(sandbox.templates("answers"));
    }
}
