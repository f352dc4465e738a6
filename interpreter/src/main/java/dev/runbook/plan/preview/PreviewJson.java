package dev.runbook.plan.preview;

import dev.runbook.plan.preview.Preview.Phase;
import dev.runbook.problem.Problem;
import dev.runbook.source.Span;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// A plan as a program reads it: one JSON document, described in docs/plan.md.
public final class PreviewJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    private PreviewJson() {}

    public static String render(Preview preview) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(new Indented(), text)) {
            ValueJson.write(document(preview), json);
        }
        return text + "\n";
    }

    /// Lines and indentation as people are used to them, with `\n` on every system.
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    private static Value document(Preview preview) {
        Map<String, Value> document = new LinkedHashMap<>();
        document.put("version", Value.of(VERSION));
        document.put("runbook", Value.of(preview.runbook().head().id()));
        document.put("title", Value.of(preview.title()));
        document.put("file", Value.of(preview.runbook().file().toString()));
        document.put("target", ItemJson.text(preview.destination().target()));
        document.put("sandbox", Value.of(preview.destination().sandbox()));
        document.put("selection", ItemJson.text(preview.selection().isEmpty() ? null : preview.selection()));
        document.put("params", ItemJson.texts(preview.params()));
        document.put("phases", Value.of(preview.phases().stream().map(PreviewJson::phase).toList()));
        document.put("rollback", Value.of(preview.rollback().stream().map(PreviewJson::undo).toList()));
        document.put("on_failure", Value.of(Way.of(preview.runbook().onFailure())));
        document.put("recoveries", ItemJson.texts(List.copyOf(preview.runbook().recoveries().keySet())));
        document.put("estimate", ItemJson.seconds(preview.estimate().known()));
        document.put("without_estimate", Value.of(preview.estimate().without()));
        document.put("problems", Value.of(preview.problems().stream().map(PreviewJson::problem).toList()));
        return Value.of(document);
    }

    private static Value phase(Phase phase) {
        Map<String, Value> json = new LinkedHashMap<>();
        json.put("phase", Value.of(phase.name()));
        json.put("steps", ItemJson.all(phase.items()));
        return Value.of(json);
    }

    private static Value undo(Item item) {
        Map<String, Value> json = new LinkedHashMap<>();
        json.put("undoes", Value.of(item.step().label().key()));
        String why = item.step().undo().irreversible();
        if (why != null) {
            json.put("irreversible", Value.of(why));
        }
        json.put("steps", ItemJson.all(item.rollback()));
        return Value.of(json);
    }

    private static Value problem(Problem problem) {
        Map<String, Value> json = new LinkedHashMap<>();
        Span place = problem.place();
        json.put("place", ItemJson.text(place == null ? null : place.toString()));
        json.put("title", Value.of(problem.title()));
        json.put("advice", Value.of(problem.advice()));
        return Value.of(json);
    }
}
