package dev.runbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.http.HttpCall.Header;
import dev.runbook.http.HttpCall.Redirects;
import dev.runbook.http.HttpResult.Answer;
import dev.runbook.http.HttpResult.Failed;
import dev.runbook.http.HttpResult.Reason;
import dev.runbook.shell.output.OutputFilter;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpRunnerTest {
    @TempDir
    Path directory;

    private final HttpRunner runner = new HttpRunner(OutputFilter::none);

    @AfterEach
    void closeRunner() {
        runner.close();
    }

    @Test
    void methodHeadersAndBodyArriveAndTheAnswerComesBack() throws Exception {
        try (Server server = Server.http(exchange -> {
            exchange.getResponseHeaders().add("X-Seen", exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().get("X-Two"));
            Server.answer(exchange, 201, new String(exchange.getRequestBody().readAllBytes(),
                    StandardCharsets.UTF_8).toUpperCase(java.util.Locale.ROOT));
        })) {
            Answer answer = answer(HttpCall.get(server.url("/")).withMethod("PATCH", "grüße")
                    .withHeaders(List.of(new Header("X-Two", "a"), new Header("X-Two", "b"))));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body().text()).isEqualTo("GRÜSSE");
            assertThat(answer.headers().get("x-seen")).isEqualTo(answer.headers().get("X-Seen"))
                    .containsExactly("PATCH [a, b]");
            assertThat(answer.took()).isPositive();
        }
    }

    @Test
    void aStatusThatMeansFailureIsAnAnswerAllTheSame() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Server server = Server.http(x -> Server.answer(x, calls.incrementAndGet() < 3 ? 503 : 200, ""))) {
            HttpCall call = HttpCall.get(server.url("/ready"));
            assertThat(List.of(answer(call).status(), answer(call).status(), answer(call).status()))
                    .containsExactly(503, 503, 200);
        }
    }

    @Test
    void aLongBodyIsStreamedToItsFile() throws Exception {
        byte[] chunk = "0123456789abcde\n".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
        try (Server server = Server.http(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 40; i++) {
                    out.write(chunk);
                }
            }
        })) {
            HttpResult.Body body = answer(HttpCall.get(server.url("/"))).body();
            assertThat(body.bytes()).isEqualTo(40L * chunk.length);
            assertThat(body.cut()).isTrue();
            assertThat(body.text()).endsWith("\n[… %,d bytes are only in the log …]\n"
                    .formatted(40L * chunk.length - BodyKeeper.KEPT))
                    .hasSizeBetween(BodyKeeper.KEPT, BodyKeeper.KEPT + 100);
            assertThat(body.whole()).isEqualTo(directory.resolve("body")).hasSize(40L * chunk.length);
            assertThat(Files.readString(directory.resolve("body"))).startsWith(body.text().substring(0, 100));
        }
    }

    @Test
    void aShortBodyNeedsNoFileAndIsReadInItsCharset() throws Exception {
        try (Server server = Server.http(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=\"iso-8859-1\"");
            exchange.sendResponseHeaders(200, 1);
            exchange.getResponseBody().write(0xE4);
            exchange.close();
        })) {
            assertThat(answer(HttpCall.get(server.url("/"))).body())
                    .isEqualTo(new HttpResult.Body("ä", 2, false, null));
            assertThat(directory.resolve("body")).doesNotExist();
        }
    }

    @Test
    void theBodyPassesTheFilter() throws Exception {
        OutputFilter.OfText masking = new OutputFilter.OfText() {
            @Override
            public String feed(String text) {
                return text.replace("hunter2", "***");
            }

            @Override
            public String finish() {
                return "";
            }
        };
        try (Server server = Server.http(x -> Server.answer(x, 200, "password=hunter2"));
                HttpRunner masked = new HttpRunner(() -> OutputFilter.of(masking))) {
            HttpResult result = masked.run(HttpCall.get(server.url("/")), directory.resolve("body"));
            assertThat(((Answer) result).body().text()).isEqualTo("password=***");
        }
    }

    @Test
    void redirectsAreFollowedOrNotAndCredentialsStayWithTheFirstHost() throws Exception {
        BlockingQueue<String> credentials = new ArrayBlockingQueue<>(8);
        try (Server second = Server.http(exchange -> {
            credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Server.answer(exchange, 200, "there");
        });
                Server first = Server.http(exchange -> {
                    exchange.getResponseHeaders().add("Location", second.url("/x").replace("127.0.0.1", "localhost"));
                    Server.answer(exchange, 302, "");
                })) {
            HttpCall call = HttpCall.get(first.url("/"))
                    .withHeaders(List.of(new Header("Authorization", "Bearer secret")));
            Answer followed = answer(call);
            assertThat(followed.body().text()).isEqualTo("there");
            assertThat(followed.uri()).endsWith("/x");
            assertThat(credentials.take()).isEqualTo("null");
            assertThat(answer(call.withRedirects(Redirects.NEVER)).status()).isEqualTo(302);
        }
    }

    @Test
    void anEndlessRedirectEnds() throws Exception {
        try (Server server = Server.http(exchange -> {
            exchange.getResponseHeaders().add("Location", "/again");
            Server.answer(exchange, 302, "");
        })) {
            assertThat(runner.run(HttpCall.get(server.url("/")), directory.resolve("body"))).isNotNull();
        }
    }

    @Test
    void aServerThatSaysNothingIsATimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Failed failed = failed(HttpCall.get("http://127.0.0.1:" + silent.getLocalPort() + "/?token=secret")
                    .withTimeout(Duration.ofMillis(300)));
            assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(failed.title()).isEqualTo(
                    "no answer from http://127.0.0.1:" + silent.getLocalPort() + " in 300ms");
        }
    }

    @Test
    void aBodyThatNeverEndsIsATimeoutToo() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Server server = Server.http(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("begin".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            await(done);
        })) {
            assertThat(failed(HttpCall.get(server.url("/")).withTimeout(Duration.ofMillis(500))).reason())
                    .isEqualTo(Reason.TIMEOUT);
            done.countDown();
        }
    }

    @Test
    void aCallCanBeCancelled() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (Server server = Server.http(_ -> {
            arrived.countDown();
            await(done);
        })) {
            HttpRun run = runner.start(HttpCall.get(server.url("/")), directory.resolve("body"));
            arrived.await();
            run.cancel();
            assertThat(((Failed) run.await()).reason()).isEqualTo(Reason.CANCELLED);
            done.countDown();
        }
    }

    @Test
    void whereNobodyListensThereIsNoConnection() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Failed failed = failed(HttpCall.get("http://127.0.0.1:" + port));
        assertThat(failed.reason()).isEqualTo(Reason.CONNECTION);
        assertThat(failed.title()).startsWith("there is no connection to http://127.0.0.1:" + port + ": ");
        assertThat(failed.advice()).isNotEmpty();
    }

    @Test
    void aNameWithoutAnAddressIsNamed() throws Exception {
        Failed failed = failed(HttpCall.get("http://no-such-host.invalid/"));
        assertThat(failed.reason()).isEqualTo(Reason.NAME);
        assertThat(failed.title()).contains("no-such-host.invalid");
    }

    @Test
    void aConnectionThatBreaksIsAFailure() throws Exception {
        try (Server server = Server.http(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            throw new java.io.IOException("on purpose");
        })) {
            assertThat(failed(HttpCall.get(server.url("/"))).reason()).isEqualTo(Reason.CONNECTION);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no scheme", "localhost:8080/x", "http://", "http:///path", "ftp://host/x",
            "http://host/a b", "http://[::1", "http://host:port/"})
    void anImpossibleAddressIsAFailureThatSaysSo(String uri) throws Exception {
        Failed failed = failed(HttpCall.get(uri));
        assertThat(failed.reason()).isEqualTo(Reason.CALL);
        assertThat(failed.title()).startsWith("\"" + uri + "\" is not an address that can be called: ");
    }

    @Test
    void anImpossibleHeaderOrMethodIsAFailureThatSaysSo() throws Exception {
        HttpCall call = HttpCall.get("http://127.0.0.1:1/");
        assertThat(failed(call.withHeaders(List.of(new Header("Content-Length", "1")))).title())
                .contains("restricted header name: \"Content-Length\"");
        assertThat(failed(call.withHeaders(List.of(new Header("X", "a\r\nInjected: b")))).reason())
                .isEqualTo(Reason.CALL);
        assertThat(failed(call.withMethod("GE T", null)).reason()).isEqualTo(Reason.CALL);
    }

    @Test
    void aBodyThatCanNotBeWrittenIsAFailure() throws Exception {
        try (Server server = Server.http(x -> Server.answer(x, 200, "x".repeat(2_000_000)))) {
            HttpResult result = runner.run(HttpCall.get(server.url("/")), directory.resolve("missing/body"));
            assertThat(((Failed) result).reason()).isEqualTo(Reason.FILE);
        }
    }

    private Answer answer(HttpCall call) throws InterruptedException {
        HttpResult result = runner.run(call, directory.resolve("body"));
        assertThat(result).isInstanceOf(Answer.class);
        return (Answer) result;
    }

    private Failed failed(HttpCall call) throws InterruptedException {
        HttpResult result = runner.run(call, directory.resolve("body"));
        assertThat(result).isInstanceOf(Failed.class);
        return (Failed) result;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
