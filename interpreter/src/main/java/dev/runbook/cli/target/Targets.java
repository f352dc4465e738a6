package dev.runbook.cli.target;

import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.ConnectionSettings.Written;
import dev.runbook.database.settings.ReadOnly;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.model.Runbook;
import dev.runbook.model.Runbook.Connection;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out which database each connection means.
public final class Targets {
    public static final String MAIN = "main";
    private static final String DATABASE_URL = "DATABASE_URL";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\{\\s*env\\.(\\w+)\\s*}}");

    private final Runbook runbook;
    private final Scope scope;
    private final dev.runbook.database.settings.Surroundings around;
    private final Map<String, String> given = new LinkedHashMap<>();

    /// @param targets as `--target` gives them: a URL for `main`, or `name=URL`
    public Targets(Runbook runbook, List<String> targets, Map<String, String> environment, Scope scope) {
        this.runbook = runbook;
        this.scope = scope;
        this.around = dev.runbook.database.settings.Surroundings.of(environment);
        targets.forEach(this::give);
    }

    /// Whether one of them, as `--target` gives them, is for `main`.
    public static boolean namesMain(List<String> targets) {
        return targets.stream().anyMatch(target -> target.startsWith(MAIN + "=")
                || !target.matches("(?s)[a-z][a-z0-9_-]*=postgres.*"));
    }

    /// The target of `main`, or null when nothing names one.
    @Nullable
    public ConnectionSettings main() {
        List<Written> written = written(MAIN, runbook.connections().get(MAIN));
        return ConnectionSettings.isNamed(written, around)
                ? marked(runbook.connections().get(MAIN), ConnectionSettings.resolve(written, around))
                : null;
    }

    /// The targets of the other connections.
    public Map<String, ConnectionSettings> others() {
        Map<String, ConnectionSettings> others = new LinkedHashMap<>();
        runbook.connections().forEach((name, connection) -> {
            if (!name.equals(MAIN)) {
                List<Written> written = written(name, connection);
                if (written.isEmpty()) {
                    throw new Refusal(Problem.error(connection.span(), "no target for the connection \"" + name + "\"",
                            "Give its url here, or --target " + name + "=URL."));
                }
                others.put(name, marked(connection, ConnectionSettings.of(written.getFirst(), around)));
            }
        });
        return others;
    }

    /// Where the other connections lead in a rehearsal: to the sandbox, unless `--target` itself says otherwise. A
    /// forgotten variable must not lead one to a database that is in use.
    public Map<String, ConnectionSettings> othersOn(Rehearsal sandbox) {
        Map<String, ConnectionSettings> others = new LinkedHashMap<>();
        runbook.connections().forEach((name, connection) -> {
            String argument = given.get(name);
            if (argument != null && !name.equals(MAIN)) {
                others.put(name, marked(connection, ConnectionSettings.of(new Written(argument, "--target", null),
                        around)));
            } else if (!name.equals(MAIN)) {
                ConnectionSettings there = sandbox.settings(name);
                others.put(name, connection.replica() ? ReadOnly.of(there) : there);
            }
        });
        return others;
    }

    /// A replica is read only, and a standby; in a rehearsal the sandbox stands for it, which is neither.
    private static ConnectionSettings marked(@Nullable Connection connection, ConnectionSettings target) {
        return connection != null && connection.replica() ? ReadOnly.standby(target) : target;
    }

    /// Looks whether every replica is one, before anything is touched.
    ///
    /// @throws dev.runbook.database.Unreachable when one is none
    public static void checkReplicas(Map<String, ConnectionSettings> connections) {
        connections.values().stream().filter(ReadOnly::wantsStandby)
                .forEach(target -> Session.open(target, SessionOptions.named("runbook")).close());
    }

    private List<Written> written(String name, @Nullable Connection connection) {
        List<Written> written = new ArrayList<>();
        String argument = given.get(name);
        if (argument != null) {
            written.add(new Written(argument, "--target", null));
        }
        Template url = connection == null ? null : connection.url();
        String text = url == null ? null : value(name, url);
        if (url != null && text != null) {
            written.add(new Written(text, "connections." + name + ".url", url.span()));
        }
        return written;
    }

    /// A URL that is a variable which is not set is not given; but what `--target` names is everybody's DATABASE_URL.
    private @Nullable String value(String name, Template url) {
        Matcher variable = VARIABLE.matcher(url.text());
        if (variable.matches()) {
            String set = around.variable(variable.group(1));
            return set == null && !name.equals(MAIN) && variable.group(1).equals(DATABASE_URL) ? given.get(MAIN) : set;
        }
        return url.eval(scope).text();
    }

    private void give(String target) {
        int equals = target.indexOf('=');
        String name = equals > 0 ? target.substring(0, equals) : "";
        Set<String> known = new LinkedHashSet<>(runbook.connections().keySet());
        known.add(MAIN);
        if (known.contains(name)) {
            given.put(name, target.substring(equals + 1));
        } else if (name.matches("[a-z][a-z0-9_-]*") && target.startsWith("postgres", equals + 1)) {
            throw new Refusal(Problem.error(null, "--target names an unknown connection \"" + name + "\"",
                    "There are " + String.join(", ", known) + "." + Suggestion.didYouMean(name, known)));
        } else {
            given.put(MAIN, target);
        }
    }
}
