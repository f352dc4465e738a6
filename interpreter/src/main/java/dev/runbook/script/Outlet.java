package dev.runbook.script;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import dev.runbook.source.Span;
import dev.runbook.table.psql.PrintSettings;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where one statement's results go, and how they are printed: among all else that is shown, or into the file of a
/// `\g`, which is made when there is something to write.
final class Outlet implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Screen screen;
    private final PrintSettings settings;
    private final @Nullable String file;
    private final Span place;
    private @Nullable OutputStream opened;

    private Outlet(Screen screen, PrintSettings settings, @Nullable String file, Span place) {
        this.screen = screen;
        this.settings = settings;
        this.file = file;
        this.place = place;
    }

    static Outlet shown(Screen screen, Span place) {
        return new Outlet(screen, screen.settings(), null, place);
    }

    static Outlet of(Screen screen, PrintSettings settings, @Nullable String file, Span place) {
        return new Outlet(screen, settings, file, place);
    }

    PrintSettings settings() {
        return settings;
    }

    /// @throws Refusal when the file cannot be opened
    void print(Spool spool) {
        try {
            if (file == null) {
                spool.print(new Shown(screen));
            } else {
                BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(stream(), StandardCharsets.UTF_8));
                spool.print(writer);
                writer.flush();
            }
        } catch (IOException e) {
            throw FileErrors.ofSpool(e);
        }
    }

    /// Where data goes that is not printed but written as it is.
    ///
    /// @throws Refusal when the file cannot be opened
    OutputStream stream() {
        String name = file;
        if (name == null) {
            return screen.output().data();
        }
        OutputStream stream = opened;
        if (stream == null) {
            Path path = screen.output().directory().resolve(name);
            try {
                stream = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
            } catch (IOException e) {
                throw new Refusal(Problem.error(place, name + ": " + FileErrors.words(e),
                        "Files start from the step's working directory, " + screen.output().directory() + "."));
            }
            opened = stream;
        }
        return stream;
    }

    @Override
    public void close() {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (IOException e) {
            throw FileErrors.ofSpool(e);
        }
    }

    /// The screen as something to print on.
    private record Shown(Screen screen) implements Appendable {
        @Override
        public Appendable append(CharSequence text) {
            screen.text(text.toString());
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Appendable append(char c) {
            return append(String.valueOf(c));
        }
    }
}
