package dev.runbook.dump;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// A dump in pg_dump's tar format. pg_restore reads one that was cut short without a word, so its members are followed
/// here to the two empty blocks that end it.
public final class TarDump {
    private static final int BLOCK = 512;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int SUM = 148;
    private static final int SUM_LENGTH = 8;

    private TarDump() {}

    /// Whether every member is there up to the end.
    public static boolean isWhole(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] header = new byte[BLOCK];
            for (long at = 0; at + BLOCK <= in.length(); at += BLOCK * (1 + blocks(header))) {
                in.seek(at);
                in.readFully(header);
                if (isEmpty(header)) {
                    return at + 2 * BLOCK <= in.length();
                }
                if (octal(header, SUM, SUM_LENGTH) != sum(header)) {
                    return false;
                }
            }
            return false;
        }
    }

    private static long blocks(byte[] header) {
        return (octal(header, SIZE, SIZE_LENGTH) + BLOCK - 1) / BLOCK;
    }

    private static boolean isEmpty(byte[] header) {
        return Arrays.equals(header, new byte[BLOCK]);
    }

    /// The sum of all bytes, with blanks for the sum itself.
    private static long sum(byte[] header) {
        long sum = (long) SUM_LENGTH * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM && i < SUM + SUM_LENGTH ? 0 : header[i] & 0xff;
        }
        return sum;
    }

    /// Great sizes are not octal digits but bytes, which a first bit says.
    private static long octal(byte[] header, int from, int length) {
        if ((header[from] & 0x80) != 0) {
            long number = 0;
            for (int i = from + length - Long.BYTES; i < from + length; i++) {
                number = number << 8 | header[i] & 0xff;
            }
            return number;
        }
        String digits = new String(header, from, length, StandardCharsets.US_ASCII).replaceAll("[^0-7]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
