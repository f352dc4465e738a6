package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rehearsal that reached production through a forgotten variable would be the end of this tool.
@RealPostgres
class ChildrenTest {
    private static final String SHOWS_ITS_ENVIRONMENT = """
            runbook: children
            title: What a child sees
            steps:
              - id: seen
                name: Its environment
                shell: env | sort
                save: environment
            """;

    @TempDir
    Path folder;

    @Test
    void onASandboxNoVariableLeadsToAnotherDatabase(TestDatabase production) throws IOException {
        Cli forgetful = Cli.withoutTarget().with("PROD_URL", production.url())
                .with("SQLALCHEMY", production.url().replace("postgresql://", "postgresql+psycopg2://"))
                .with("SETTINGS", "{\"database\": \"" + production.url() + "\"}").with("HARMLESS", "kept");
        String seen = environment(forgetful, SHOWS_ITS_ENVIRONMENT + "sandbox: {}\n");
        assertThat(seen).contains("DATABASE_URL=postgresql://postgres:***@127.0.0.1:", "PGDATABASE=sandbox",
                "HARMLESS=kept").doesNotContain("PROD_URL", "SQLALCHEMY", "SETTINGS=", production.name());
    }

    @Test
    void onATargetThePgVariablesAreTheTargetsAndNoOthers(TestDatabase target) throws IOException {
        Cli confused = Cli.withoutTarget().with("PGHOST", "elsewhere.invalid").with("PGDATABASE", "other")
                .with("PGPASSWORD", "of-the-other").with("DATABASE_URL", target.url());
        String seen = environment(confused, SHOWS_ITS_ENVIRONMENT);
        assertThat(seen).contains("PGDATABASE=" + target.name(), "PGPASSWORD=***")
                .doesNotContain("elsewhere.invalid", "PGDATABASE=other", "of-the-other", target.password());
    }

    @Test
    void aConnectionIsExportedUnderFurtherNames(TestDatabase target) throws IOException {
        String seen = environment(Cli.withoutTarget(), SHOWS_ITS_ENVIRONMENT + """
                connections:
                  main: {url: "%s", export: [PROD_DATABASE_URL]}
                """.formatted(target.url()));
        assertThat(seen).containsPattern("(?m)^PROD_DATABASE_URL=postgresql://.*/" + target.name() + "$");
    }

    private String environment(Cli cli, String runbook) throws IOException {
        Path file = Files.writeString(folder.resolve("children.yaml"), runbook);
        Cli.Result result = cli.call("run", file.toString(), "--run-dir", folder.toString());
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        try (var runs = Files.list(folder.resolve("runs"))) {
            Path run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
            return Files.readString(run.resolve("artifacts/environment"));
        }
    }
}
