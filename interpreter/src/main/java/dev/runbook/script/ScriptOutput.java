package dev.runbook.script;

import java.io.OutputStream;
import java.nio.file.Path;

/// Where a script's output goes while it runs.
public interface ScriptOutput {
    /// What psql prints next, standard output and standard error in one.
    void text(String text);

    /// Says a line to whoever watches.
    void tell(String line);

    /// Where the data of a `COPY … TO STDOUT` goes: between the texts.
    OutputStream data();

    /// The folder for rows that wait to be printed.
    Path scratch();

    /// The folder that the files named by `\copy` and `\g` start from.
    Path directory();
}
