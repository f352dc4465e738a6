package dev.runbook.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.evidence.Fact;
import dev.runbook.script.ScriptPlayer.OnError;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database whose encoding is SQL_ASCII counts the place of an error in bytes; it is shown under the guilty token all
/// the same.
@RealPostgres
class UnknownEncodingTest {
    @TempDir
    Path folder;

    @Test
    void anErrorBehindForeignLettersIsShownUnderItsToken(TestDatabase database) throws Exception {
        String name = database.name() + "_ascii";
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name
                    + " TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
            try {
                assertThat(place(new TestDatabase(database.server(), database.address(), name, database.user(),
                        database.password()), "SELECT 'äöüßжук日本', nonesuch, 1"))
                        .contains("runbook.yaml:1:21", "|                       ^^^^^^^^");
            } finally {
                statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
            }
        }
    }

    private String place(TestDatabase database, String sql) {
        try (Playground playground = Playground.on(database, folder)) {
            Transcript transcript = playground.text(sql, OnError.STOP);
            return Explanation.of(Objects.requireNonNull(transcript.stop())).facts().stream()
                    .filter(fact -> fact.label().equals("place"))
                    .map(fact -> ((Fact.Code) fact).text()).findFirst().orElseThrow();
        }
    }
}
