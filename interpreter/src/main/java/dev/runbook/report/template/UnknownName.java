package dev.runbook.report.template;

import com.github.mustachejava.MustacheException;

/// A name in a template that stands for nothing: Mustache would write nothing there, and nobody would notice.
final class UnknownName extends MustacheException {
    private static final long serialVersionUID = 1L;

    private final String name;

    UnknownName(String name) {
        super(name);
        this.name = name;
    }

    String name() {
        return name;
    }
}
