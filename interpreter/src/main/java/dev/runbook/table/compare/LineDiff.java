package dev.runbook.table.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How two texts differ, line by line: the shortest way from one to the other, by Myers' algorithm ("An O(ND)
/// Difference Algorithm and Its Variations", 1986).
///
/// Texts that differ in more than a thousand lines are shown as one replaced by the other, between the lines that
/// both begin and end with.
public final class LineDiff {
    private static final int MOST_EDITS = 1_000;

    /// What happens to a line.
    private enum Kind {
        SAME(' '), REMOVED('-'), ADDED('+');

        private final char mark;

        Kind(char mark) {
            this.mark = mark;
        }
    }

    /// A line of the difference, and how many lines of either text stand before it.
    private record Edit(Kind kind, String line, int before, int after) {}

    private final List<String> before;
    private final List<String> after;
    private final List<Edit> edits = new ArrayList<>();

    private LineDiff(String before, String after) {
        this.before = lines(before);
        this.after = lines(after);
        int head = 0;
        int most = Math.min(this.before.size(), this.after.size());
        while (head < most && this.before.get(head).equals(this.after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && fromEnd(this.before, tail).equals(fromEnd(this.after, tail))) {
            tail++;
        }
        keep(0, 0, head);
        middle(head, this.before.size() - tail, this.after.size() - tail);
        keep(this.before.size() - tail, this.after.size() - tail, tail);
    }

    public static LineDiff between(String before, String after) {
        return new LineDiff(before, after);
    }

    public boolean isEmpty() {
        return edits.stream().allMatch(edit -> edit.kind == Kind.SAME);
    }

    /// The difference as `diff -u` prints it, without the names of files: hunks under `@@ -1,3 +1,4 @@`, a backslash
    /// line where a text ends without a line feed.
    ///
    /// @param context how many equal lines stand around a difference
    public String unified(int context) {
        StringBuilder out = new StringBuilder();
        for (int i = nextDifference(0); i < edits.size();) {
            int from = Math.max(0, i - context);
            int last = i;
            int next = nextDifference(i + 1);
            while (next < edits.size() && next - last <= 2 * context + 1) {
                last = next;
                next = nextDifference(next + 1);
            }
            hunk(from, Math.min(edits.size(), last + context + 1), out);
            i = next;
        }
        return out.toString();
    }

    private void hunk(int from, int to, StringBuilder out) {
        List<Edit> hunk = edits.subList(from, to);
        long removed = hunk.stream().filter(edit -> edit.kind != Kind.ADDED).count();
        long added = hunk.stream().filter(edit -> edit.kind != Kind.REMOVED).count();
        out.append("@@ -").append(range(hunk.getFirst().before, removed)).append(" +")
                .append(range(hunk.getFirst().after, added)).append(" @@\n");
        for (Edit edit : hunk) {
            out.append(edit.kind.mark).append(edit.line);
            out.append(edit.line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n");
        }
    }

    /// `start,count` as diff has it: no count for one line, and for none the line before.
    private static String range(int before, long count) {
        return count == 1 ? Integer.toString(before + 1) : (count == 0 ? before : before + 1) + "," + count;
    }

    private int nextDifference(int from) {
        int i = from;
        while (i < edits.size() && edits.get(i).kind == Kind.SAME) {
            i++;
        }
        return i;
    }

    private void keep(int fromBefore, int fromAfter, int count) {
        for (int i = 0; i < count; i++) {
            edits.add(new Edit(Kind.SAME, before.get(fromBefore + i), fromBefore + i, fromAfter + i));
        }
    }

    private void middle(int head, int endBefore, int endAfter) {
        List<int[]> trace = trace(head, endBefore, endAfter);
        if (trace.isEmpty()) {
            replace(head, endBefore, endAfter);
            return;
        }
        List<Edit> backwards = new ArrayList<>();
        int x = endBefore - head;
        int y = endAfter - head;
        for (int d = trace.size() - 1; x > 0 || y > 0; d--) {
            int[] reached = trace.get(d);
            int k = x - y;
            boolean down = d > 0 && (k == -d || (k != d && reached[d + k - 1] < reached[d + k + 1]));
            int startX = d == 0 ? 0 : down ? reached[d + k + 1] : reached[d + k - 1] + 1;
            int startY = startX - k;
            while (x > startX && y > startY) {
                backwards.add(new Edit(Kind.SAME, before.get(head + --x), head + x, head + --y));
            }
            if (d > 0) {
                backwards.add(down
                        ? new Edit(Kind.ADDED, after.get(head + --y), head + x, head + y)
                        : new Edit(Kind.REMOVED, before.get(head + --x), head + x, head + y));
            }
        }
        edits.addAll(backwards.reversed());
    }

    /// For each number of edits, how far each diagonal had been reached before the last of them; nothing when too
    /// many would be needed. Diagonal `k` of step `d` stands at index `d + k`.
    private List<int[]> trace(int head, int endBefore, int endAfter) {
        int width = endBefore - head;
        int height = endAfter - head;
        int most = Math.min(MOST_EDITS, width + height);
        int[] reached = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            trace.add(Arrays.copyOfRange(reached, most + 1 - d, most + 2 + d));
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || (k != d && reached[most + k] < reached[most + k + 2]);
                int x = down ? reached[most + k + 2] : reached[most + k] + 1;
                while (x < width && x - k < height && before.get(head + x).equals(after.get(head + x - k))) {
                    x++;
                }
                reached[most + 1 + k] = x;
                if (x >= width && x - k >= height) {
                    return trace;
                }
            }
        }
        return List.of();
    }

    private void replace(int head, int endBefore, int endAfter) {
        for (int i = head; i < endBefore; i++) {
            edits.add(new Edit(Kind.REMOVED, before.get(i), i, head));
        }
        for (int i = head; i < endAfter; i++) {
            edits.add(new Edit(Kind.ADDED, after.get(i), endBefore, i));
        }
    }

    private static String fromEnd(List<String> lines, int index) {
        return lines.get(lines.size() - 1 - index);
    }

    /// The lines with their line feeds.
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < text.length();) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }
}
