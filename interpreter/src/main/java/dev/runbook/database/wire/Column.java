package dev.runbook.database.wire;

import dev.runbook.value.Value;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/// A column of a result: its name, and its type as the server's catalog numbers it.
public record Column(String name, int typeOid, int typeModifier) {

    /// The type's name in the catalog (`int4`, `text`), or `oid N` where it is not built in.
    public String typeName() {
        String name = Oid.toString(typeOid).toLowerCase(java.util.Locale.ROOT);
        return name.startsWith("<unknown") ? "oid " + Integer.toUnsignedString(typeOid) : name;
    }

    /// A cell as runbooks compute with it: whole numbers, floating-point numbers and booleans have types of
    /// their own, everything else is the text that the server printed.
    public Value value(@Nullable String text) {
        if (text == null) {
            return Value.Null.NULL;
        }
        return switch (typeOid) {
            case Oid.INT2, Oid.INT4, Oid.INT8, Oid.OID -> Value.of(Long.parseLong(text));
            case Oid.FLOAT4, Oid.FLOAT8 -> Value.of(real(text));
            case Oid.BOOL -> Value.of(text.equals("t"));
            default -> Value.of(text);
        };
    }

    /// Java reads every spelling of a float that PostgreSQL prints: `NaN`, `Infinity`, `1e+20`.
    private static double real(String text) {
        return Double.parseDouble(text);
    }
}
