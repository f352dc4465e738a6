package dev.runbook.console;

/// How words are set off on a terminal; off a terminal they are not.
public record Style(boolean colours) {

    /// Colours only where somebody sees them: on a terminal, and without NO_COLOR (https://no-color.org).
    public static Style of(boolean terminal, java.util.Map<String, String> environment) {
        return new Style(terminal && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM")));
    }

    String good(String text) {
        return wrap("32", text);
    }

    String bad(String text) {
        return wrap("1;31", text);
    }

    String warn(String text) {
        return wrap("33", text);
    }

    String bold(String text) {
        return wrap("1", text);
    }

    String faint(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
