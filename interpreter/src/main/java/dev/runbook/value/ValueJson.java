package dev.runbook.value;

import java.io.StringWriter;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Values as JSON, on one line, and back as exactly the same values.
///
/// What JSON has no type for is an object of one field: a duration is `{"$duration":"PT1.5S"}`, and NaN and the
/// infinities are `{"$number":"NaN"}`. A map with such a name in it is wrapped: `{"$map":{...}}`. A number with
/// a point or an exponent is a real one; one too great for 64 bits is read as the nearest real.
public final class ValueJson {
    private static final String DURATION = "$duration";
    private static final String NUMBER = "$number";
    private static final String MAP = "$map";
    private static final List<String> MARKS = List.of(DURATION, NUMBER, MAP);
    private static final JsonFactory JSON = new JsonFactory();

    private ValueJson() {}

    public static String write(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, json);
        }
        return text.toString();
    }

    /// Writes a value as a part of a greater document.
    public static void write(Value value, JsonGenerator json) {
        switch (value) {
            case Value.Null _ -> json.writeNull();
            case Value.Bool(var bool) -> json.writeBoolean(bool);
            case Value.Int(var whole) -> json.writeNumber(whole);
            case Value.Real(var real) when Double.isFinite(real) -> json.writeNumber(real);
            case Value.Real(var real) -> mark(json, NUMBER, Double.toString(real));
            case Value.Text(var text) -> json.writeString(text);
            case Value.Lapse(var lapse) -> mark(json, DURATION, lapse.toString());
            case Value.Sequence(var items) -> {
                json.writeStartArray();
                items.forEach(item -> write(item, json));
                json.writeEndArray();
            }
            case Value.Dictionary(var fields) -> map(fields, json);
        }
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws ParseException when it is not one JSON document, or nested more than 500 deep
    public static Value read(String json) throws ParseException {
        return read(json, true);
    }

    /// Reads anybody's JSON, where `$duration` and the like are names like any other.
    ///
    /// @throws ParseException when it is not one JSON document, or nested more than 500 deep
    public static Value readPlain(String json) throws ParseException {
        return read(json, false);
    }

    /// Reads the value that begins at the parser's current token, as [#write] wrote it.
    public static Value read(JsonParser json) {
        return value(json, true);
    }

    private static Value read(String text, boolean marked) throws ParseException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() == null) {
                throw new ParseException("there is no JSON here", 0);
            }
            Value value = value(json, marked);
            if (json.nextToken() != null) {
                throw new ParseException("more than one JSON document",
                        (int) json.currentTokenLocation().getCharOffset());
            }
            return value;
        } catch (JacksonException e) {
            long offset = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
            throw new ParseException(e.getOriginalMessage(), Math.toIntExact(Math.clamp(offset, 0, text.length())));
        }
    }

    private static void mark(JsonGenerator json, String mark, String text) {
        json.writeStartObject();
        json.writeStringProperty(mark, text);
        json.writeEndObject();
    }

    private static void map(Map<String, Value> fields, JsonGenerator json) {
        boolean wrapped = fields.keySet().stream().anyMatch(MARKS::contains);
        json.writeStartObject();
        if (wrapped) {
            json.writeName(MAP);
            json.writeStartObject();
        }
        fields.forEach((name, field) -> {
            json.writeName(name);
            write(field, json);
        });
        if (wrapped) {
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static Value value(JsonParser json, boolean marked) {
        return switch (json.currentToken()) {
            case START_ARRAY -> items(json, marked);
            case START_OBJECT -> {
                Value.Dictionary fields = fields(json, marked, false);
                yield marked && fields.fields().size() == 1 ? unmarked(fields) : fields;
            }
            case VALUE_STRING -> Value.of(json.getString());
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_NULL -> Value.Null.NULL;
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT -> Value.of(json.getDoubleValue());
            case null, default -> throw new IllegalStateException("no value here: " + json.currentToken());
        };
    }

    private static Value whole(JsonParser json) {
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? Value.of(json.getDoubleValue())
                : Value.of(json.getLongValue());
    }

    private static Value items(JsonParser json, boolean marked) {
        List<Value> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(json, marked));
        }
        return Value.of(items);
    }

    /// @param inner whether this is what stands within a `$map`: a map, whatever it looks like
    private static Value.Dictionary fields(JsonParser json, boolean marked, boolean inner) {
        Map<String, Value> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            boolean wrapper = json.nextToken() == JsonToken.START_OBJECT && marked && !inner && name.equals(MAP);
            fields.put(name, wrapper ? fields(json, true, true) : value(json, marked));
        }
        return new Value.Dictionary(fields);
    }

    private static Value unmarked(Value.Dictionary map) {
        Map.Entry<String, Value> only = map.fields().entrySet().iterator().next();
        Value special = switch (only.getKey()) {
            case DURATION -> duration(only.getValue().text());
            case NUMBER -> number(only.getValue().text());
            case MAP -> only.getValue() instanceof Value.Dictionary inner ? inner : null;
            default -> null;
        };
        return special == null ? map : special;
    }

    private static @Nullable Value duration(String text) {
        try {
            return Value.of(Duration.parse(text));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable Value number(String text) {
        return switch (text) {
            case "NaN", "Infinity", "-Infinity" -> Value.of(Double.parseDouble(text));
            default -> null;
        };
    }
}
