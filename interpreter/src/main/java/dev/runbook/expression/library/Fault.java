package dev.runbook.expression.library;

/// Why a function gives no value: a title and advice, to which the expression adds the place.
public final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String title;
    private final String advice;

    public Fault(String title, String advice) {
        super(title, null, false, false);
        this.title = title;
        this.advice = advice;
    }

    public String title() {
        return title;
    }

    public String advice() {
        return advice;
    }

    /// A text as messages quote it: whole, so that a secret in it can still be recognised and masked, or not at all.
    static String quoted(String text) {
        return text.length() > 60 || text.indexOf('\n') >= 0
                ? "a text of " + text.length() + " characters"
                : "\"" + text + "\"";
    }
}
