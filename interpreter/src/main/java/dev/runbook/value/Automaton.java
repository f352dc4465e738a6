package dev.runbook.value;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;

/// Finds many words in one pass over a text (A. Aho, M. Corasick, "Efficient string matching", 1975).
///
/// A state is a number, 0 the start; it stands for the longest beginning of a word with which the text so far
/// ends. Transitions are kept in one hash table keyed by state and character.
final class Automaton {
    private static final int ASCII = 128;

    private long[] keys = new long[64];
    private int[] targets = new int[64];
    private int states = 1;
    private int[] fallback = new int[64];
    private int[] depth = new int[64];
    private SecretForms.Form[] longest = new SecretForms.Form[64];
    private int[] parent = new int[64];
    private final int[] fromStart = new int[ASCII];
    private final long[] pairs = new long[2 * ASCII];

    Automaton(Collection<SecretForms.Form> words) {
        words.forEach(this::insert);
        link();
    }

    /// Whether there is no word to be found.
    boolean isEmpty() {
        return states == 1;
    }

    /// The state after one more character.
    int next(int state, char c) {
        int from = state;
        while (from != 0) {
            int to = target(from, c);
            if (to != 0) {
                return to;
            }
            from = fallback[from];
        }
        return c < ASCII ? fromStart[c] : target(0, c);
    }

    /// Whether a word may begin with these two; one character alone would be said yes to far too often.
    boolean begins(char first, char second) {
        return (first | second) >= ASCII || (pairs[first << 1 | second >> 6] & 1L << second) != 0;
    }

    /// How many of the last characters may yet become a word.
    int depth(int state) {
        return depth[state];
    }

    /// The longest word that ends here, or null.
    SecretForms.@org.jspecify.annotations.Nullable Form found(int state) {
        return longest[state];
    }

    boolean occursIn(CharSequence text) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next(state, text.charAt(i));
            if (longest[state] != null) {
                return true;
            }
        }
        return false;
    }

    private void insert(SecretForms.Form word) {
        int state = 0;
        for (int i = 0; i < word.text().length(); i++) {
            int to = target(state, word.text().charAt(i));
            state = to != 0 ? to : grow(state, word.text().charAt(i));
        }
        longest[state] = longest[state] == null ? word : word.or(longest[state]);
    }

    private int grow(int from, char c) {
        if (2 * (states + 1) > keys.length) {
            rehash();
        }
        if (states == depth.length) {
            widen(2 * states);
        }
        int state = states++;
        depth[state] = depth[from] + 1;
        parent[state] = from;
        put(key(from, c), state);
        return state;
    }

    private void widen(int size) {
        fallback = Arrays.copyOf(fallback, size);
        depth = Arrays.copyOf(depth, size);
        longest = Arrays.copyOf(longest, size);
        parent = Arrays.copyOf(parent, size);
    }

    private void rehash() {
        long[] oldKeys = keys;
        int[] oldTargets = targets;
        keys = new long[2 * oldKeys.length];
        targets = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldTargets[i] != 0) {
                put(oldKeys[i], oldTargets[i]);
            }
        }
    }

    private void put(long key, int target) {
        int slot = slot(key);
        while (targets[slot] != 0) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        targets[slot] = target;
    }

    private int target(int state, char c) {
        long key = key(state, c);
        int slot = slot(key);
        while (targets[slot] != 0) {
            if (keys[slot] == key) {
                return targets[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return 0;
    }

    private static long key(int state, char c) {
        return (long) state << 16 | c;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (keys.length - 1);
    }

    /// Gives each state, shallow ones first, the longest proper ending of it that is a state too.
    private void link() {
        char[] label = labels();
        for (char c = 0; c < ASCII; c++) {
            fromStart[c] = target(0, c);
            for (char d = 0; fromStart[c] != 0 && d < ASCII; d++) {
                pairs[c << 1 | d >> 6] |= target(fromStart[c], d) != 0 ? 1L << d : 0;
            }
        }
        for (int state : byDepth()) {
            fallback[state] = depth[state] == 1 ? 0 : next(fallback[parent[state]], label[state]);
            SecretForms.Form shorter = longest[fallback[state]];
            if (longest[state] == null) {
                longest[state] = shorter;
            } else if (shorter != null && shorter.after()) {
                longest[state] = longest[state].withAfter();
            }
        }
    }

    private char[] labels() {
        char[] label = new char[states];
        for (int i = 0; i < keys.length; i++) {
            label[targets[i]] = (char) keys[i];
        }
        return label;
    }

    /// A state's number is above its parent's, so sorting by depth alone needs no walk of the tree.
    private Deque<Integer> byDepth() {
        int[] counts = new int[states + 1];
        for (int s = 1; s < states; s++) {
            counts[depth[s] + 1]++;
        }
        for (int d = 1; d <= states; d++) {
            counts[d] += counts[d - 1];
        }
        Integer[] order = new Integer[states - 1];
        for (int s = 1; s < states; s++) {
            order[counts[depth[s]]++] = s;
        }
        return new ArrayDeque<>(Arrays.asList(order));
    }
}
