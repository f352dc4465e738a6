package dev.runbook.cli.papers;

import dev.runbook.cli.target.RunIdentity;

import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.model.Runbook;
import dev.runbook.plan.SelectionRequest;
import dev.runbook.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a run was called, as its journal keeps it, and what that means when it is taken up again.
public record Called(Map<String, Value> options) {
    private static final Pattern PASSWORD = Pattern.compile("(://[^:/@]*):[^@]*@");

    /// What a later process has to know; passwords and the contents of files are not among it.
    public static Map<String, Value> of(Choices choices, Runbook runbook, RunIdentity identity, ServerIdentity server) {
        Map<String, Value> options = new LinkedHashMap<>();
        options.put("file", Value.of(runbook.file().toAbsolutePath().normalize().toString()));
        options.put("started", Value.of(identity.started().toString()));
        texts(options, "targets", choices.targets().stream().map(Called::withoutPassword)
                .filter(target -> !target.contains("password=")).toList());
        text(options, "environment", choices.environment());
        text(options, "procedure", choices.procedure());
        text(options, "on_failure", choices.onFailure());
        text(options, "from", choices.selection().from());
        text(options, "until", choices.selection().until());
        texts(options, "tags", choices.selection().tags());
        texts(options, "skip", choices.selection().skip());
        texts(options, "accepted", choices.accepted().stream().sorted().toList());
        options.put("timeline", Value.of(server.timeline()));
        Map<String, Value> files = new LinkedHashMap<>();
        Frozen.hashes(runbook).forEach((file, hash) -> files.put(file, Value.of(hash)));
        if (!files.isEmpty()) {
            options.put("files", Value.of(files));
        }
        return options;
    }

    /// The choices of the run, with what is said now where it has to be said again.
    public Choices choices(Choices now) {
        SelectionRequest selection = new SelectionRequest(text("from"), text("until"), texts("tags"), texts("skip"));
        Set<String> accepted = new LinkedHashSet<>(texts("accepted"));
        accepted.addAll(now.accepted());
        return new Choices(now.targets().isEmpty() ? texts("targets") : now.targets(), now.params(), now.paramsFile(),
                now.answersFile(), now.onFailure() == null ? text("on_failure") : now.onFailure(), text("environment"),
                text("procedure"), now.root(), now.reports(), selection, accepted, now.entry());
    }

    /// The runbook's file, or null where the journal ends before that.
    @Nullable
    public String file() {
        return text("file");
    }

    /// When the run was called, which expressions can ask for.
    public Instant started(Instant otherwise) {
        String started = text("started");
        return started == null ? otherwise : Instant.parse(started);
    }

    public long timeline() {
        return options.get("timeline") instanceof Value.Int(long timeline) ? timeline : 0;
    }

    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        if (options.get("files") instanceof Value.Dictionary(Map<String, Value> known)) {
            known.forEach((file, hash) -> files.put(file, hash.text()));
        }
        return files;
    }

    private @Nullable String text(String name) {
        Value value = options.get(name);
        return value == null ? null : value.text();
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (options.get(name) instanceof Value.Sequence(List<Value> values)) {
            values.forEach(value -> texts.add(value.text()));
        }
        return texts;
    }

    private static String withoutPassword(String target) {
        return PASSWORD.matcher(target).replaceFirst("$1@");
    }

    private static void text(Map<String, Value> options, String name, @Nullable String text) {
        if (text != null) {
            options.put(name, Value.of(text));
        }
    }

    private static void texts(Map<String, Value> options, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            options.put(name, Value.of(texts.stream().map(Value::of).toList()));
        }
    }
}
