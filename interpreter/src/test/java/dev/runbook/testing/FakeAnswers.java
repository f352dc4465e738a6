package dev.runbook.testing;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the stand-in server answers, so that both readers of a script get the same answers.
///
/// A statement says its own result in a comment: `/*= a,b | 1,x | 2,y */`.
public final class FakeAnswers {
    private static final Pattern ROWS = Pattern.compile("/\\*=(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern STANDARD = Pattern.compile("(?i)^set standard_conforming_strings (?:=|to) (on|off)");

    private FakeAnswers() {}

    /// The column names, then the rows; nothing when there is no result.
    public static List<List<String>> rows(String sql) {
        Matcher rows = ROWS.matcher(sql);
        if (!rows.find()) {
            return List.of();
        }
        return Arrays.stream(rows.group(1).split("\\|")).map(row -> Arrays.stream(row.split(",", -1))
                .map(String::strip).toList()).toList();
    }

    public static boolean copiesIn(String sql) {
        return Pattern.compile("(?is)^\\s*(/\\*.*?\\*/\\s*)*copy\\b.*\\bfrom\\s+stdin\\b.*").matcher(sql).matches();
    }

    public static boolean copiesOut(String sql) {
        return Pattern.compile("(?is)^copy\\b.*\\bto\\s+stdout\\b.*").matcher(sql).matches();
    }

    public static @Nullable String standardStrings(String sql) {
        Matcher setting = STANDARD.matcher(sql);
        return setting.find() ? setting.group(1) : null;
    }
}
