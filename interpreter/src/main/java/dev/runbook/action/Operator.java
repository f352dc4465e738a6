package dev.runbook.action;

import java.nio.file.Path;
import java.util.List;

/// Somebody who answers questions.
public interface Operator {

    /// An answer and who gave it.
    record Answer(String text, String by) {}

    /// Asks whether something is so.
    ///
    /// @param items what must be so, one or several
    /// @return `yes` or `no`
    Answer confirm(String step, List<String> items);

    /// Asks for a text to record.
    Answer prompt(String step, String question);

    /// Asks for one of several words.
    Answer choose(String step, String question, List<String> options);

    /// Shows whole files, page by page.
    void look(List<Path> files);
}
