package dev.runbook.action;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Observation;
import dev.runbook.expression.Scope;
import dev.runbook.expression.Template;
import dev.runbook.http.HttpCall;
import dev.runbook.http.HttpCall.Header;
import dev.runbook.http.HttpResult;
import dev.runbook.http.Trust;
import dev.runbook.reading.Fields;
import dev.runbook.reading.Given;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import dev.runbook.yaml.Node;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `http`: makes a request and looks at its answer.
///
/// @param cacert the file with the certificates that are believed, or null for those that Java knows
/// @param expectsStatus whether the step says which status it expects; else anything from 300 on is a failure
public record Http(String method, Template url, Map<String, Template> headers, @Nullable Body body,
        @Nullable Template cacert, boolean expectsStatus) implements Action {

    /// What is sent.
    sealed interface Body {
        /// A text as it stands.
        record Plain(Template text) implements Body {}

        /// A list or a map, sent as JSON.
        record Json(Given value) implements Body {}

        private static @Nullable Body read(Fields http) {
            Node node = http.node("body");
            Template text = http.template("body");
            return text != null ? new Plain(text) : node == null ? null : new Json(Given.typed(node, http.reading()));
        }

        private String text(Scope scope) {
            return switch (this) {
                case Plain(Template text) -> text.eval(scope).text();
                case Json(Given value) -> ValueJson.write(value.eval(scope));
            };
        }
    }

    /// Reads `http`: an address, or a map.
    public static @Nullable Http read(Fields step) {
        boolean expects = step.node("expect") instanceof Node.Mapping expect && expect.has("status");
        Template plain = step.template("http");
        if (plain != null) {
            return new Http("GET", plain, Map.of(), null, null, expects);
        }
        Fields fields = step.section("http");
        Template url = fields == null ? null : fields.template("url");
        return fields == null || url == null
                ? null
                : new Http(fields.text("method", "GET").toUpperCase(Locale.ROOT), url, fields.templates("headers"),
                        Body.read(fields), fields.template("cacert"), expects);
    }

    @Override
    public Observation perform(Tools tools) {
        Scope scope = tools.scope();
        List<Header> sent = headers.entrySet().stream()
                .map(e -> new Header(e.getKey(), e.getValue().eval(scope).text())).toList();
        if (body instanceof Body.Json && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            sent = new ArrayList<>(sent);
            sent.add(new Header("Content-Type", "application/json"));
        }
        HttpCall call = HttpCall.get(url.eval(scope).text()).withHeaders(sent)
                .withMethod(method, body == null ? null : body.text(scope))
                .withTimeout(Objects.requireNonNullElse(tools.timeout(), HttpCall.TIMEOUT)).withTrust(trust(tools));
        return switch (tools.http(call)) {
            case HttpResult.Answer answer -> answer(answer);
            case HttpResult.Failed failed -> Observation.failed(Failure.of(
                    failed.reason().name().toLowerCase(Locale.ROOT), failed.title(), failed.advice()));
        };
    }

    private Trust trust(Tools tools) {
        return cacert == null
                ? Trust.DEFAULT
                : new Trust.Authorities(cacert.span().folder(tools.folder())
                        .resolve(cacert.eval(tools.scope()).text()).normalize());
    }

    /// Whether the method promises to change nothing.
    public boolean readsOnly() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    @Override
    public List<Fact> source(Scope scope) {
        return List.of(new Fact.Code("http", "http", method + " " + url.eval(scope).text()));
    }

    @Override
    public Remains remains() {
        return readsOnly() ? Remains.NOTHING : Remains.ANYTHING;
    }

    @Override
    public Map<String, Type> fields() {
        return Map.of("status", Type.Simple.INT, "headers", Type.map(), "body", Type.Simple.TEXT, "json",
                Type.Simple.ANY);
    }

    private Observation answer(HttpResult.Answer answer) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("status", Value.of((long) answer.status()));
        Map<String, Value> headers = new LinkedHashMap<>();
        answer.headers().forEach((name, values) -> headers.put(name, Value.of(String.join(", ", values))));
        fields.put("headers", Value.of(headers));
        fields.put("body", Value.of(answer.body().text()));
        json(answer, fields);
        boolean bad = answer.status() >= 300 && !expectsStatus;
        Failure failure = bad ? unwanted(answer) : null;
        return new Observation(fields, List.of(new Fact.Text("status", Integer.toString(answer.status())),
                new Fact.Code("body", "text", answer.body().text())), failure);
    }

    private static Failure unwanted(HttpResult.Answer answer) {
        String wanted = "Say `expect: {status: …}` where such an answer is wanted.";
        List<String> elsewhere = answer.headers().getOrDefault("location", List.of());
        return answer.status() >= 400 || elsewhere.isEmpty()
                ? Failure.of("status", "the server answered " + answer.status(), wanted)
                : Failure.of("status", "the server answered %d, a redirect to %s that was not followed"
                        .formatted(answer.status(), elsewhere.getFirst()),
                        "Not more than five are followed, and none from https to http: call the last address. "
                                + wanted);
    }

    /// A body that reads as JSON is JSON, whatever its header calls it.
    private static void json(HttpResult.Answer answer, Map<String, Value> fields) {
        try {
            fields.put("json", ValueJson.readPlain(answer.body().text()));
        } catch (ParseException _) {
            // It is none; an expectation of `json` says so.
        }
    }
}
