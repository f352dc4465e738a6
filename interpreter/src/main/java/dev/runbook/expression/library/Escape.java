package dev.runbook.expression.library;

/// The backslash escapes of CEL's string literals.
public final class Escape {
    private static final String LETTERS = "abfnrtv\\?\"'`";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000B\\?\"'`";

    private Escape() {}

    /// Appends what the escape at an offset stands for.
    ///
    /// @return the offset after it
    public static int read(String text, int at, StringBuilder out) throws Fault {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        int letter = LETTERS.indexOf(kind);
        if (letter >= 0) {
            out.append(MEANINGS.charAt(letter));
            return at + 2;
        }
        return switch (kind) {
            case 'x', 'X' -> number(text, at + 2, 2, 16, out);
            case 'u' -> number(text, at + 2, 4, 16, out);
            case 'U' -> number(text, at + 2, 8, 16, out);
            case '0', '1', '2', '3' -> number(text, at + 1, 3, 8, out);
            default -> throw new Fault("unknown escape \\" + kind,
                    "Write \\\\ for a backslash, or r'...' for a text in which backslashes mean themselves.");
        };
    }

    private static int number(String text, int from, int digits, int radix, StringBuilder out) throws Fault {
        int end = from + digits;
        long code = 0;
        for (int i = from; i < end; i++) {
            int digit = i < text.length() && text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                throw new Fault(
                        "an escape that wants " + digits + (radix == 8 ? " octal digits" : " hexadecimal digits"),
                        "Write for example \\u00e9 or \\x41.");
            }
            code = code * radix + digit;
        }
        if (code > Character.MAX_CODE_POINT || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw new Fault("an escape for no Unicode character", "Characters go up to \\U0010FFFF.");
        }
        out.appendCodePoint((int) code);
        return end;
    }
}
