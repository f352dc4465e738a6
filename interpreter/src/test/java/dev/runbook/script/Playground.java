package dev.runbook.script;

import dev.runbook.database.Session;
import dev.runbook.database.SessionOptions;
import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.Surroundings;
import dev.runbook.script.ScriptPlayer.OnError;
import dev.runbook.source.Passage;
import dev.runbook.source.Source;
import dev.runbook.sql.ScriptRun;
import dev.runbook.sql.scan.Variables;
import dev.runbook.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plays scripts in a folder on a database, and keeps what is shown.
///
/// @param shown grows with every script
record Playground(Session session, Path folder, ByteArrayOutputStream shown) implements AutoCloseable, ScriptOutput {

    static Playground on(TestDatabase database, Path folder) {
        ConnectionSettings settings = ConnectionSettings.of(
                new ConnectionSettings.Written(database.url(), "--target", null),
                new Surroundings(Map.of(), "nobody", folder));
        return new Playground(Session.open(settings, SessionOptions.named("test")), folder,
                new ByteArrayOutputStream());
    }

    /// Plays a file as psql would with `-f`.
    Transcript file(String name, OnError onError) throws IOException {
        Passage text = Passage.of(new Source(name, Files.readString(folder.resolve(name))));
        return play(text, Path.of(name), onError);
    }

    /// Plays a text as psql would from standard input.
    Transcript text(String sql, OnError onError) {
        return play(Passage.of(new Source("runbook.yaml", sql)), null, onError);
    }

    private Transcript play(Passage text, @Nullable Path file, OnError onError) {
        Variables variables = new Variables(Variables.Raw.ANYTHING);
        ScriptRun script = new ScriptRun(text, file, folder,
                path -> new Source(path.toString(), Files.readString(path)), variables);
        return new ScriptPlayer(session, script, variables, this, onError, (_, _) -> true).play();
    }

    String shownText() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void text(String text) {
        shown.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void tell(String line) {
        // nobody watches
    }

    @Override
    public OutputStream data() {
        return shown;
    }

    @Override
    public Path scratch() {
        return folder;
    }

    @Override
    public Path directory() {
        return folder;
    }

    @Override
    public void close() {
        session.close();
    }
}
