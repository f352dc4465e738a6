package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A value stays a value, whatever it is made of: in SQL and in a file of SQL, in a script here and on a host, in a request.
@RealPostgres
class InjectionTest {
    private static final String RUNBOOK = """
            runbook: injection
            params: {p: {required: true}, url: {default: ""}}
            hosts: {other: {exec: env}}
            steps:
              - name: A literal, in the runbook
                sql: SELECT :'p' AS v, ':p' AS no, $$:'p'$$ AS nor
                vars: {p: "${{ params.p }}"}
                expect: {records: [{v: "${{ params.p }}", no: ":p", nor: ":'p'"}]}
              - name: A literal, in a file
                sql_file: literal.sql
                vars: {p: "${{ params.p }}"}
                expect: {value: "${{ params.p }}"}
              - name: A script here
                shell: printf %s "$P"
                env: {P: "${{ params.p }}"}
                expect: {that: stdout == params.p}
              - name: A script on a host
                host: other
                shell: printf %s "$P"
                env: {P: "${{ params.p }}"}
                expect: {that: stdout == params.p}
            """;

    private static final String WITH_NUL = "a" + (char) 0 + "b";

    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE victim; --", "\\'; DROP TABLE victim; --", "\"; touch injected; \"",
            "$(touch injected)`touch injected`", "${{ params.p }} ${P} :'p' :p", "$$; DROP TABLE victim; $$",
            "one\ntwo; touch injected\n'\nEOF\n\\! touch injected", "\\", "'", "''", "%s%n\u001b[31m", "Zoë 🐘 ' \\\\"})
    void aValueNeverBecomesCode(String value, TestDatabase database) throws IOException {
        passes(value, database);
    }

    @Test
    void neitherDoesALongOne(TestDatabase database) throws IOException {
        passes("'\"\\$(x)\n".repeat(1_300) + "end", database);
    }

    @Test
    void oneThatCannotBeSentIsRefusedInWords(TestDatabase database) throws IOException {
        Cli.Result result = run(WITH_NUL, RUNBOOK, database);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("✗ A literal, in the runbook").doesNotContain("Exception");
        Cli.Result script = run(WITH_NUL, RUNBOOK.substring(0, RUNBOOK.indexOf("  - name: A literal, in the"))
                + RUNBOOK.substring(RUNBOOK.indexOf("  - name: A script here")), database);
        assertThat(script.exit()).isEqualTo(1);
        assertThat(script.out()).contains("✗ A script here").doesNotContain("Exception");
    }

    @Test
    void aRequestIsMadeOfWhatItIsGiven(TestDatabase database) throws IOException {
        Cli.Result result = run("\"}, {\"x\": \"\r\nX-Injected: 1", """
                runbook: request
                params: {p: {required: true}, url: {required: true}}
                steps:
                  - http: {method: POST, url: "${{ params.url }}", body: {v: "${{ params.p }}"}}
                    expect: {that: json.v == params.p}
                """, database);
        assertThat(result.exit()).as(result.out()).isZero();
        Cli.Result header = run("1\r\nX-Injected: 1", """
                runbook: request
                params: {p: {required: true}, url: {required: true}}
                steps:
                  - name: A header of two lines
                    http: {url: "${{ params.url }}", headers: {X-V: "${{ params.p }}"}}
                """, database);
        assertThat(header.exit()).isEqualTo(1);
        assertThat(header.out()).contains("✗ A header of two lines").doesNotContain("Exception");
    }

    private void passes(String value, TestDatabase database) throws IOException {
        Cli.Result result = run(value, RUNBOOK, database);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(folder.resolve("injected")).doesNotExist();
        assertThat(Path.of("injected")).doesNotExist();
    }

    private Cli.Result run(String value, String runbook, TestDatabase database) throws IOException {
        Path file = Files.writeString(folder.resolve("injection.yaml"), runbook);
        Files.writeString(folder.resolve("literal.sql"), "SELECT :'p' AS v -- :'p'\n;\n");
        return Cli.withoutTarget().call("run", file.toString(), "--target", database.url(), "--run-dir",
                folder.toString(), "--param", "p=" + value, "--param",
                "url=http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
