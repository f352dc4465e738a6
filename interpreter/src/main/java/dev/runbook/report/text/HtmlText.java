package dev.runbook.report.text;

/// Text in HTML and XML: in an element, or in an attribute between double quotes.
public final class HtmlText {
    private HtmlText() {}

    /// The text with nothing left in it that a parser would take for markup.
    public static String escape(String text) {
        return Directions.isolated(text, escapeMarkup(text));
    }

    /// The same without a thought for directions, for machines.
    public static String escapeMarkup(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
