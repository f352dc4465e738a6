package dev.runbook.script;

import dev.runbook.sql.item.CopyData;
import dev.runbook.sql.item.PsqlCommand.ClientEnd;
import dev.runbook.sql.item.PsqlCommand.Copy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// `\copy`: the data comes from, or goes to, this side.
record ClientCopy(Sender sender, Screen screen) {

    private static final int BUFFER = 1 << 16;

    void run(Copy copy) {
        try (Outlet outlet = Outlet.shown(screen, copy.place())) {
            switch (copy.end()) {
                case ClientEnd.File(String name) when isFolder(name) -> sender.trouble(
                        name + ": cannot copy from/to a directory", copy.place(), "Name a file.");
                case ClientEnd.File(String name) when copy.from() -> from(copy, name, outlet);
                case ClientEnd.File(String name) -> to(copy, name, outlet);
                case ClientEnd.Inline(CopyData data) -> sender.copyIn(copy.sql(), data, outlet);
                case ClientEnd.Output() -> sender.copyOut(copy.sql(), screen.output().data(), outlet);
            }
        }
    }

    private void from(Copy copy, String name, Outlet outlet) {
        try (InputStream in = Files.newInputStream(file(name))) {
            sender.copyIn(copy.sql(), in, outlet);
        } catch (IOException e) {
            refuse(copy, name, e);
        }
    }

    private void to(Copy copy, String name, Outlet outlet) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file(name)), BUFFER)) {
            sender.copyOut(copy.sql(), out, outlet);
        } catch (IOException e) {
            refuse(copy, name, e);
        }
    }

    private void refuse(Copy copy, String name, IOException e) {
        sender.trouble(name + ": " + FileErrors.words(e), copy.place(),
                "\\copy starts from the step's working directory, " + screen.output().directory() + ".");
    }

    private boolean isFolder(String name) {
        return Files.isDirectory(file(name));
    }

    private Path file(String name) {
        return screen.output().directory().resolve(name);
    }
}
