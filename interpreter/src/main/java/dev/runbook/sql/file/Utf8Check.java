package dev.runbook.sql.file;

/// Finds the first byte that is not UTF-8, in pieces that come one after the other; NUL, which PostgreSQL takes nowhere, is
/// none either.
final class Utf8Check {
    private int wanted;
    private int low;
    private int high;

    /// The index of the first wrong byte, or -1.
    int check(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (wanted == 0 && bytes[i] > 0) {
                continue;
            }
            int b = Byte.toUnsignedInt(bytes[i]);
            if (wanted == 0 ? !begins(b) : !goesOn(b)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether no character is in the middle of its bytes.
    boolean isComplete() {
        return wanted == 0;
    }

    /// Overlong forms, surrogates and what is beyond Unicode are told by the second byte.
    private boolean begins(int b) {
        wanted = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
        low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        return wanted > 0;
    }

    private boolean goesOn(int b) {
        boolean good = b >= low && b <= high;
        wanted = good ? wanted - 1 : 0;
        low = 0x80;
        high = 0xBF;
        return good;
    }
}
