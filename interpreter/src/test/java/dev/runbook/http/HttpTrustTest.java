package dev.runbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.http.HttpResult.Answer;
import dev.runbook.http.HttpResult.Failed;
import dev.runbook.http.HttpResult.Reason;
import dev.runbook.shell.output.OutputFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpTrustTest {
    @TempDir
    Path directory;

    private final HttpRunner runner = new HttpRunner(OutputFilter::none);

    @AfterEach
    void closeRunner() {
        runner.close();
    }

    @Test
    void anAuthorityThatNobodyKnowsIsBelievedOnlyWhenItIsNamed() throws Exception {
        try (Server server = server("ip:127.0.0.1", "-1d")) {
            HttpCall call = HttpCall.get(server.url("/"));
            Failed failed = (Failed) run(call);
            assertThat(failed.reason()).isEqualTo(Reason.TLS);
            assertThat(failed.title()).endsWith("its certificate is not signed by anyone we trust");
            assertThat(run(call.withTrust(trusted()))).isInstanceOf(Answer.class);
            assertThat(run(call.withTrust(new Trust.Anybody()))).isInstanceOf(Answer.class);
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotBelieved() throws Exception {
        try (Server server = server("dns:elsewhere.example", "-1d")) {
            HttpCall call = HttpCall.get(server.url("/"));
            Failed failed = (Failed) run(call.withTrust(trusted()));
            assertThat(failed.title()).contains("No subject alternative names matching IP address 127.0.0.1");
            assertThat(failed.advice()).isEqualTo("Call it by a name that its certificate has.");
            assertThat(run(call.withTrust(new Trust.Anybody()))).isInstanceOf(Answer.class);
        }
    }

    @Test
    void anExpiredCertificateIsSaidToBe() throws Exception {
        try (Server server = server("ip:127.0.0.1", "-9d")) {
            Failed failed = (Failed) run(HttpCall.get(server.url("/")).withTrust(trusted()));
            assertThat(failed.title()).endsWith("its certificate has expired");
        }
    }

    @Test
    void aServerThatSpeaksPlainHttpIsSaidTo() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(plain));
            Failed failed = (Failed) run(HttpCall.get("https://127.0.0.1:" + plain.getLocalPort() + "/"));
            assertThat(failed.reason()).isEqualTo(Reason.TLS);
            assertThat(failed.advice()).as(failed.title()).isEqualTo("It seems to speak plain HTTP: write http://.");
        }
    }

    @Test
    void aFileThatHoldsNoCertificatesIsAFailureThatSaysSo() throws Exception {
        Path none = Files.writeString(directory.resolve("none.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
        for (Path pem : new Path[]{none, directory.resolve("missing.pem")}) {
            Failed failed = (Failed) run(HttpCall.get("https://127.0.0.1:1/").withTrust(new Trust.Authorities(pem)));
            assertThat(failed.reason()).isEqualTo(Reason.CALL);
            assertThat(failed.advice()).contains("PEM");
        }
    }

    /// As web servers do when they are asked something that is no HTTP.
    private static void refuse(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            assertThat(socket.getInputStream().read()).isNotNegative();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResult run(HttpCall call) throws InterruptedException {
        return runner.run(call, directory.resolve("body"));
    }

    private Server server(String name, String start) throws Exception {
        return Server.https(directory, name, start, x -> Server.answer(x, 200, "hello"));
    }

    private Trust trusted() {
        return new Trust.Authorities(directory.resolve("authority.pem"));
    }
}
