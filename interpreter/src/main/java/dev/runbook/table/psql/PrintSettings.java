package dev.runbook.table.psql;

/// How a result is printed: the part of psql's `\pset` that files use.
///
/// @param expanded one line for each cell, `\x`
/// @param tuplesOnly no header and no footer, `\t`
/// @param nullText what stands for NULL
/// @param border 0 to 2: nothing, lines between columns, a frame
/// @param footer whether `(n rows)` is printed
/// @param fieldSeparator between cells when unaligned
/// @param recordSeparator between rows when unaligned
/// @param csvSeparator between cells of CSV
public record PrintSettings(Format format, boolean expanded, boolean tuplesOnly, String nullText, int border,
        boolean footer, String fieldSeparator, String recordSeparator, char csvSeparator) {

    /// The three output formats that keep a value's text as it is.
    public enum Format {
        ALIGNED, UNALIGNED, CSV
    }

    /// psql's own, as with `psql -X`.
    public static final PrintSettings DEFAULT = new PrintSettings(Format.ALIGNED, false, false, "", 1, true, "|", "\n",
            ',');

    public PrintSettings withFormat(Format changed) {
        return new PrintSettings(changed, expanded, tuplesOnly, nullText, border, footer, fieldSeparator,
                recordSeparator, csvSeparator);
    }

    public PrintSettings withExpanded(boolean changed) {
        return new PrintSettings(format, changed, tuplesOnly, nullText, border, footer, fieldSeparator,
                recordSeparator, csvSeparator);
    }

    public PrintSettings withTuplesOnly(boolean changed) {
        return new PrintSettings(format, expanded, changed, nullText, border, footer, fieldSeparator,
                recordSeparator, csvSeparator);
    }

    public PrintSettings withNullText(String changed) {
        return new PrintSettings(format, expanded, tuplesOnly, changed, border, footer, fieldSeparator,
                recordSeparator, csvSeparator);
    }

    public PrintSettings withBorder(int changed) {
        return new PrintSettings(format, expanded, tuplesOnly, nullText, changed, footer, fieldSeparator,
                recordSeparator, csvSeparator);
    }

    public PrintSettings withFooter(boolean changed) {
        return new PrintSettings(format, expanded, tuplesOnly, nullText, border, changed, fieldSeparator,
                recordSeparator, csvSeparator);
    }

    public PrintSettings withFieldSeparator(String changed) {
        return new PrintSettings(format, expanded, tuplesOnly, nullText, border, footer, changed,
                recordSeparator, csvSeparator);
    }

    public PrintSettings withRecordSeparator(String changed) {
        return new PrintSettings(format, expanded, tuplesOnly, nullText, border, footer, fieldSeparator, changed,
                csvSeparator);
    }

    public PrintSettings withCsvSeparator(char changed) {
        return new PrintSettings(format, expanded, tuplesOnly, nullText, border, footer, fieldSeparator,
                recordSeparator, changed);
    }
}
