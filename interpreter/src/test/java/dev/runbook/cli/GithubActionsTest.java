package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run says in GitHub Actions beside its output.
@RealPostgres
class GithubActionsTest {
    private static final String HEAD = "runbook: orders\ntitle: Number the orders\nsteps:\n";

    @TempDir
    private Path folder;
    private TestDatabase database;

    @BeforeEach
    void on(TestDatabase given) {
        database = given;
    }

    @Test
    void whatFailedIsShownAtItsLineAndTheReportIsTheSummary() throws IOException {
        Cli.Result result = run(HEAD + """
                  - {id: fine, name: Look, sql: SELECT 1, warn: {value: 2}}
                  - id: bad
                    name: "Look: again, 100%"
                    sql: SELECT * FROM nowhere
                """);
        assertThat(result.out()).contains(
                "::error file=books/orders.yaml,line=5,col=5,title=Look%3A again%2C 100%25::ERROR:  relation \"nowhere\"",
                "::warning file=books/orders.yaml,line=4,col=5,title=Look::value: expected 2, found 1");
        assertThat(Files.readString(folder.resolve("summary.md"))).startsWith("# ❌ FAILED: Number the orders");
    }

    @Test
    void nothingThatTheRunPrintsIsTakenForACommand() throws IOException {
        Cli.Result result = run(HEAD + """
                  - {id: bad, name: Look, sql: "SELECT '::set-output name=x::y'", expect: {value: "::error::broken in"}}
                """);
        Matcher silenced = Pattern.compile("(?s)\\A::stop-commands::(\\S+)\n(.*)\n::\\1::\n(.*)").matcher(result.out());
        assertThat(silenced.matches()).isTrue();
        assertThat(silenced.group(2)).contains("::error::broken in", "FAILED after");
        assertThat(silenced.group(3).lines()).allMatch(line -> line.startsWith("::error file=books/orders.yaml,"));
    }

    @Test
    void aMistakeInTheFileIsShownAtItsPlace() throws IOException {
        Cli.Result result = run(HEAD + "  - {name: Look, sqll: SELECT 1}\n");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).contains("::error file=books/orders.yaml,line=4,col=");
    }

    @Test
    void elsewhereNothingOfItIsSaid() throws IOException {
        Path runbook = Files.writeString(folder.resolve("orders.yaml"), HEAD + "  - {name: Look, sql: SELECT x}\n");
        assertThat(Cli.withoutTarget().call("run", runbook.toString(), "--target", database.url(), "--run-dir",
                folder.toString()).out()).doesNotContain("::");
    }

    private Cli.Result run(String text) throws IOException {
        Path books = Files.createDirectory(folder.resolve("books"));
        Path runbook = Files.writeString(books.resolve("orders.yaml"), text);
        return Cli.withoutTarget().with("GITHUB_ACTIONS", "true").with("GITHUB_WORKSPACE", folder.toString())
                .with("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString())
                .call("run", runbook.toString(), "--target", database.url(), "--run-dir", folder.toString());
    }
}
