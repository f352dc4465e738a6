package dev.runbook.table.psql;

import dev.runbook.problem.Problems;
import dev.runbook.problem.Suggestion;
import dev.runbook.source.Passage;
import dev.runbook.table.psql.PrintSettings.Format;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Follows psql's `\pset`: what an option and its value make of the settings.
///
/// What would change a print in a way that is not ours to give (HTML, line-drawing characters, titles) is a problem.
public final class Pset {
    private static final List<String> OPTIONS = List.of("border", "columns", "csv_fieldsep", "expanded", "fieldsep",
            "footer", "format", "linestyle", "null", "numericlocale", "pager", "pager_min_lines", "recordsep",
            "tableattr", "title", "tuples_only");
    private static final String ELSEWHERE = "Take it out, or let the real psql run the file: `runner: psql`.";

    private final PrintSettings settings;
    private final Passage option;
    private final @Nullable Passage value;
    private final Problems problems;

    private Pset(PrintSettings settings, Passage option, @Nullable Passage value, Problems problems) {
        this.settings = settings;
        this.option = option;
        this.value = value;
        this.problems = problems;
    }

    /// The settings after `\pset option value`; unchanged, with a problem, where that can't be done.
    ///
    /// @param value null when none was given, which toggles what is on or off
    public static PrintSettings apply(PrintSettings settings, Passage option, @Nullable Passage value,
            Problems problems) {
        return new Pset(settings, option, value, problems).apply();
    }

    private PrintSettings apply() {
        return switch (option.text()) {
            case "format" -> format();
            case "border" -> border();
            case "x", "expanded", "vertical" -> settings.withExpanded(
                    !"auto".equals(text()) && isOn(settings.expanded()));
            case "t", "tuples_only" -> settings.withTuplesOnly(isOn(settings.tuplesOnly()));
            case "footer" -> settings.withFooter(isOn(settings.footer()));
            case "null" -> settings.withNullText(orElse(settings.nullText()));
            case "fieldsep" -> settings.withFieldSeparator(orElse(settings.fieldSeparator()));
            case "fieldsep_zero" -> settings.withFieldSeparator("\0");
            case "recordsep" -> settings.withRecordSeparator(orElse(settings.recordSeparator()));
            case "recordsep_zero" -> settings.withRecordSeparator("\0");
            case "csv_fieldsep" -> csvSeparator();
            default -> other();
        };
    }

    private PrintSettings format() {
        String name = orElse("").toLowerCase(Locale.ROOT);
        List<Format> meant = List.of(Format.values()).stream()
                .filter(format -> format.name().toLowerCase(Locale.ROOT).startsWith(name)).toList();
        boolean ambiguous = name.length() < 2 && name.startsWith("a");
        if (value == null || meant.size() != 1 || ambiguous) {
            return refuse("format \"" + orElse("") + "\" is not one of aligned, unaligned, csv", ELSEWHERE);
        }
        return settings.withFormat(meant.getFirst());
    }

    private PrintSettings border() {
        String text = orElse("");
        return text.matches("\\d{1,9}")
                ? settings.withBorder(Math.min(2, Integer.parseInt(text)))
                : refuse("border \"" + text + "\" is not a number", "Write 0, 1 or 2.");
    }

    private PrintSettings csvSeparator() {
        String text = orElse(String.valueOf(settings.csvSeparator()));
        return text.length() == 1 && "\"\n\r".indexOf(text.charAt(0)) < 0
                ? settings.withCsvSeparator(text.charAt(0))
                : refuse("csv_fieldsep must be a single character of one byte",
                        "Write one character, no quote and no line break.");
    }

    /// Options that leave our formats as they are, and those that we have not.
    private PrintSettings other() {
        return switch (option.text()) {
            case "columns", "pager", "pager_min_lines", "T", "tableattr", "unicode_border_linestyle",
                    "unicode_column_linestyle", "unicode_header_linestyle" ->
                settings;
            case "linestyle" -> "ascii".startsWith(orElse("-"))
                    ? settings
                    : refuse("linestyle other than ascii",
                            ELSEWHERE);
            case "numericlocale" -> isOn(false) ? refuse("numericlocale on", ELSEWHERE) : settings;
            case "C", "title" -> value == null ? settings : refuse("titles above tables", ELSEWHERE);
            default -> refuse("\\pset knows no option \"" + option.text() + "\"", "It knows "
                    + String.join(", ", OPTIONS) + "." + Suggestion.didYouMean(option.text(), OPTIONS));
        };
    }

    /// What an on-or-off option becomes.
    private boolean isOn(boolean before) {
        String text = orElse("").toLowerCase(Locale.ROOT);
        if (value == null) {
            return !before;
        }
        if (text.equals("1") || text.equals("on") || isPrefix(text, "true") || isPrefix(text, "yes")) {
            return true;
        }
        boolean off = text.equals("0") || isPrefix(text, "false") || isPrefix(text, "no")
                || (text.length() > 1 && isPrefix(text, "off"));
        if (!off) {
            refuse("\"" + text + "\" is neither on nor off", "Write `on` or `off`.");
            return before;
        }
        return false;
    }

    private static boolean isPrefix(String text, String word) {
        return !text.isEmpty() && word.startsWith(text);
    }

    private @Nullable String text() {
        return value == null ? null : value.text();
    }

    private String orElse(String otherwise) {
        String text = text();
        return text == null ? otherwise : text;
    }

    private PrintSettings refuse(String title, String advice) {
        problems.error((value == null ? option : value).span(), title, advice);
        return settings;
    }
}
