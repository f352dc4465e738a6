package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.runbook.http.Server;
import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP steps against a real server that is not ready at first.
@RealPostgres
class HttpStepTest {
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/readyz", exchange -> {
            boolean ready = calls.incrementAndGet() >= 3;
            byte[] body = "{\"ok\": %s, \"checks\": [{\"name\": \"migrations\", \"ok\": %s}]}".formatted(ready, ready)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(ready ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type",
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
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

    @Test
    void anEndpointThatIsNotReadyIsAskedAgainUntilItIs(TestDatabase database) throws IOException {
        Cli.Result result = run(database, """
                  - name: The service is ready
                    http: ${{ params.url }}/readyz
                    retry: {times: 5, delay: 10ms, until: status == 200}
                    expect:
                      status: 200
                      headers: {Content-Type: {contains: json}}
                      json:
                        $.ok: true
                        "$.checks[?@.name == 'migrations'].ok": true
                    summary: ready, ${{ json.checks[0].name }} too
                """);
        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out()).contains("ready, migrations too");
        assertThat(calls).hasValue(3);
    }

    @Test
    void anAnswerThatIsAnErrorFailsTheStepUnlessItIsExpected(TestDatabase database) throws IOException {
        assertThat(run(database, """
                  - name: Not ready
                    http: {url: "${{ params.url }}/readyz"}
                """).out()).contains("the server answered 503");
        assertThat(run(database, """
                  - name: Not ready
                    http: {url: "${{ params.url }}/readyz"}
                    expect: {status: 503}
                """).exit()).isZero();
    }

    @Test
    void whatIsStillARedirectInTheEndIsNoAnswer(TestDatabase database) throws IOException {
        server.createContext("/round", exchange -> {
            exchange.getResponseHeaders().add("Location", "/round");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/old", exchange -> {
            exchange.getResponseHeaders().add("Location", "/readyz");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        calls.set(2);
        Cli.Result result = run(database, """
                  - name: Followed
                    http: ${{ params.url }}/old
                    expect: {json: {$.ok: true}}
                  - name: Round and round
                    http: ${{ params.url }}/round
                """);
        assertThat(result.exit()).as(result.out()).isEqualTo(1);
        assertThat(result.out()).contains("✓ Followed",
                "the server answered 302, a redirect to /round that was not followed");
        assertThat(run(database, """
                  - name: Wanted
                    http: ${{ params.url }}/round
                    expect: {status: 302, headers: {location: /round}}
                """).exit()).isZero();
    }

    @Test
    void aBodyInAnotherEncodingIsReadInThatOne(TestDatabase database) throws IOException {
        server.createContext("/latin", exchange -> {
            byte[] body = "Grüße, 𝛑".replace("𝛑", "p").getBytes(StandardCharsets.ISO_8859_1);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=ISO-8859-1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/utf-16", exchange -> {
            byte[] body = "Grüße, 𝛑".getBytes(StandardCharsets.UTF_16LE);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-16le");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        Cli.Result result = run(database, """
                  - http: ${{ params.url }}/latin
                    expect: {body: "Grüße, p"}
                  - http: ${{ params.url }}/utf-16
                    expect: {body: "Grüße, 𝛑"}
                """);
        assertThat(result.exit()).as(result.out()).isZero();
    }

    @Test
    void anAuthorityOfOnesOwnIsNamedBesideTheRunbook(TestDatabase database, @TempDir Path keys) throws Exception {
        try (Server own = Server.https(keys, "ip:127.0.0.1", "-1d", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        })) {
            Files.copy(keys.resolve("authority.pem"), folder.resolve("our-ca.pem"));
            Cli.Result result = run(database, """
                      - http: {url: "%1$s", cacert: our-ca.pem}
                      - http: %1$s
                    """.formatted(own.url("/")).indent(-2));
            assertThat(result.out()).contains("✓ http", "its certificate is not signed by anyone we trust");
            assertThat(result.exit()).isEqualTo(1);
        }
    }

    @Test
    void aBodyThatIsCutIsNeverSaidToHoldNothing(TestDatabase database) throws IOException {
        server.createContext("/long", exchange -> {
            byte[] body = new byte[3 * 1024 * 1024];
            Arrays.fill(body, (byte) 'x');
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        Cli.Result result = run(database, """
                  - http: ${{ params.url }}/long
                    expect: {body: {starts_with: xxx}}
                  - http: ${{ params.url }}/long
                    expect: {body: {not: {contains: ERROR}}}
                """);
        assertThat(result.exit()).as(result.out()).isEqualTo(1);
        assertThat(result.out())
                .contains("body: expected not contains \"ERROR\", found its beginning and its end only");
    }

    @Test
    void aBodyThatIsAMapIsSentAsJson(TestDatabase database) throws IOException {
        Cli.Result result = run(database, """
                  - name: Say it
                    http:
                      method: POST
                      url: ${{ params.url }}/echo
                      body: {on: true, why: 'a "quoted" ${{ run.operator }}', times: [1, 2.5, null], count: "${{ 1 + 1 }}"}
                    expect:
                      headers: {content-type: application/json}
                      body: {starts_with: '{"on":true,"why":"a \\"quoted\\" '}
                      json: {$.times: [1, 2.5, null], $.count: 2}
                  - name: In another type
                    http:
                      method: POST
                      url: ${{ params.url }}/echo
                      headers: {content-type: application/merge-patch+json}
                      body: [1]
                    expect:
                      headers: {content-type: application/merge-patch+json}
                      body: "[1]"
                """);
        assertThat(result.exit()).as(result.out()).isZero();
    }

    @Test
    void anEndpointThatNobodyServesYetIsAskedAgain(TestDatabase database) throws IOException {
        server.stop(0);
        Cli.Result result = run(database, """
                  - name: Not there yet
                    http: ${{ params.url }}/readyz
                    retry: {times: 2, delay: 10ms, until: status == 200}
                """);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("until status == 200: expected true, found");
    }

    @Test
    void aServerThatIsGoneIsSaidPlainly(TestDatabase database) throws IOException {
        server.stop(0);
        Cli.Result result = run(database, """
                  - name: Gone
                    http: ${{ params.url }}/readyz
                """);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("✗ Gone", "127.0.0.1:" + server.getAddress().getPort());
    }

    private Cli.Result run(TestDatabase database, String steps) throws IOException {
        Path file = Files.writeString(folder.resolve("http.yaml"),
                "runbook: http\ntitle: HTTP\nparams: {url: {required: true}}\nsteps:\n" + steps);
        return Cli.withoutTarget().call("run", file.toString(), "--target", database.url(), "--run-dir",
                folder.toString(), "--param", "url=http://127.0.0.1:" + server.getAddress().getPort());
    }
}
