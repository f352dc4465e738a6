package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two real runs beside each other.
@RealPostgres
class DiffTest {
    @TempDir
    private Path folder;
    private TestDatabase database;
    private Path runbook;

    @BeforeEach
    void write(TestDatabase given) throws IOException {
        database = given;
        runbook = Files.writeString(folder.resolve("orders.yaml"), """
                runbook: orders
                title: Number the orders
                connections:
                  main: {settings: {client_min_messages: warning}}
                params:
                  most: {type: integer, default: 3}
                steps:
                  - id: table
                    name: Make the table
                    sql: CREATE TABLE IF NOT EXISTS orders (id int)
                    rollback: [{name: Drop it, sql: DROP TABLE orders}]
                  - id: count
                    name: Count them
                    sql: SELECT count(*), now() FROM generate_series(1, :most)
                    vars: {most: "${{ params.most }}"}
                  - id: many
                    name: Only when there are many
                    if: params.most > 3
                    sql: SELECT 1
                  - id: notes
                    name: Print notes
                    shell: |
                      echo one
                      echo "most is $MOST"
                      echo three
                    env: {MOST: "${{ params.most }}"}
                """);
    }

    @Test
    void runsThatDidTheSameAreEqualApartFromTimes() throws IOException {
        run(1);
        run(2);
        Cli.Result result = diff();
        assertThat(result.out()).endsWith("The runs are equal apart from times.\n");
        assertThat(result.exit()).isZero();
    }

    @Test
    void whatDiffersIsShownBesideWhatItWas() throws Exception {
        run(1);
        Files.writeString(runbook, Files.readString(runbook)
                + "  - {id: index, name: Index them, sql: CREATE INDEX ix ON orders (id)}\n");
        run(2, "--param", "most=4");
        Cli.Result result = diff();
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("""
                  - param most: 3
                  + param most: 4
                """, """
                Only when there are many (many)
                  - status: skipped
                  + status: passed
                  - summary: not wanted: if params.most > 3
                """, """
                Print notes (notes)
                  stdout:
                    @@ -1,3 +1,3 @@
                     one
                    -most is 3
                    +most is 4
                     three
                """, """
                Index them (index)
                  + step: passed
                """, """
                The catalog, as the runs left it
                    table public.orders
                  +   CREATE INDEX ix ON public.orders USING btree (id)
                """, "- file's SHA-256: ").contains("1 object of the catalog, apart from times.")
                .as("what the status or the records say already").doesNotContain("results:", "passed:", "notices:");
    }

    @Test
    void aProgramReadsItAsJson() throws Exception {
        run(1);
        run(2, "--param", "most=4");
        Cli.Result result = diff("--format", "json");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(ValueJson.read(result.out())).isInstanceOfSatisfying(Value.Dictionary.class,
                document -> assertThat(document.fields()).containsEntry("equal", Value.of(false))
                        .containsKeys("diff", "left", "right", "differences"));
        assertThat(result.out()).contains("""
                    {
                      "what": "param most",
                      "left": "3",
                      "right": "4"
                    },
                """);
    }

    @Test
    void aFailureIsSetAgainstASuccess() throws Exception {
        run(1);
        Files.writeString(runbook, Files.readString(runbook) + "  - {id: last, name: Fail, shell: exit 3}\n");
        run(2);
        assertThat(diff().out()).contains("  - verdict: SUCCEEDED\n  + verdict: PARTLY UNDONE\n",
                "Fail (last)\n  + step: failed\n", "- table public.orders\n  -   owner ");
    }

    @Test
    void aRunThatIsNotThereIsNamed() throws IOException {
        run(1);
        Cli.Result result = Cli.withoutTarget().call("diff", runs().getFirst(), "none", "--run-dir", folder.toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("there is no run \"none\"");
    }

    /// Runs have their places by the second in which they began, so the order of their names is not that of the runs.
    private void run(int number, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("run", runbook.toString(), "--target", database.url(), "--run-dir",
                        folder.resolve(Integer.toString(number)).toString()));
        arguments.addAll(List.of(more));
        Cli.withoutTarget().call(arguments.toArray(String[]::new));
        Files.createDirectories(folder.resolve("runs"));
        try (Stream<Path> runs = Files.list(folder.resolve(number + "/runs"))) {
            Path run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
            Files.move(run, folder.resolve("runs/" + number));
        }
    }

    private Cli.Result diff(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("diff"));
        arguments.addAll(runs());
        arguments.addAll(List.of("--run-dir", folder.toString()));
        arguments.addAll(List.of(more));
        return Cli.withoutTarget().call(arguments.toArray(String[]::new));
    }

    private List<String> runs() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.map(run -> run.getFileName().toString()).sorted().toList();
        }
    }
}
