package dev.runbook.sql.scan;

import java.util.Arrays;

/// What keeps a semicolon from ending a statement: open parentheses, and the body of a routine written as
/// `BEGIN ATOMIC … END`, recognised by the same words as in psql.
public final class Nesting {
    private final char[] words = new char[4];
    private int wordCount;
    private int[] parens = new int[16];
    private int parenDepth;
    private int blockDepth;
    private int blockStart;

    public void reset() {
        parenDepth = 0;
        blockDepth = 0;
        wordCount = 0;
    }

    /// The next word is the first one of a statement.
    public void restartWords() {
        wordCount = 0;
    }

    public boolean isOpen() {
        return parenDepth > 0 || blockDepth > 0;
    }

    public boolean inBlock() {
        return blockDepth > 0;
    }

    /// Where in the script the innermost open parenthesis, or else the routine's BEGIN, stands.
    public int opened() {
        return parenDepth > 0 ? parens[parenDepth - 1] : blockStart;
    }

    public int parenDepth() {
        return parenDepth;
    }

    public void restoreParenDepth(int depth) {
        parenDepth = Math.min(depth, parens.length);
    }

    public void openParenthesis(int place) {
        if (parenDepth == parens.length) {
            parens = Arrays.copyOf(parens, parenDepth * 2);
        }
        parens[parenDepth++] = place;
    }

    public void closeParenthesis() {
        parenDepth = Math.max(0, parenDepth - 1);
    }

    public void word(Input in, int length) {
        if (wordCount == 0) {
            Arrays.fill(words, ' ');
        }
        if (wordCount < words.length && isAny(in, length, "create", "or", "replace", "function", "procedure")) {
            words[wordCount] = Character.toLowerCase(in.ahead(0));
        }
        wordCount++;
        if (parenDepth == 0 && length <= 5 && definesRoutine()) {
            block(in, length);
        }
    }

    /// CREATE [OR REPLACE] FUNCTION | PROCEDURE, by first letters.
    private boolean definesRoutine() {
        char kind = words[1] == 'o' && words[2] == 'r' ? words[3] : words[1];
        return words[0] == 'c' && (kind == 'f' || kind == 'p');
    }

    private void block(Input in, int length) {
        if (isAny(in, length, "begin")) {
            blockStart = blockDepth == 0 ? in.place(in.position) : blockStart;
            blockDepth++;
        } else if (blockDepth > 0 && isAny(in, length, "case")) {
            blockDepth++;
        } else if (blockDepth > 0 && isAny(in, length, "end")) {
            blockDepth--;
        }
    }

    private static boolean isAny(Input in, int length, String... words) {
        for (String word : words) {
            if (word.length() == length && in.text.regionMatches(true, in.position, word, 0, length)) {
                return true;
            }
        }
        return false;
    }
}
