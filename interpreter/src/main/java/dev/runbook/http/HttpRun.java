package dev.runbook.http;

import dev.runbook.http.HttpResult.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A call under way. One thread awaits what comes of it; any thread may cancel it.
public final class HttpRun {
    private final Clients clients;
    private final HttpCall call;
    private final BodyKeeper keeper;
    private final long begin = System.nanoTime();
    private final FutureTask<HttpResult> exchange = new FutureTask<>(this::exchange);

    /// Finds the client that a call needs.
    interface Clients {
        HttpClient forCall(HttpCall call) throws IOException, GeneralSecurityException;
    }

    HttpRun(Clients clients, HttpCall call, BodyKeeper keeper) {
        this.clients = clients;
        this.call = call;
        this.keeper = keeper;
        Thread.ofVirtual().name("http").start(exchange);
    }

    /// Gives the call up. What the server has done with it by now is not known.
    public void cancel() {
        exchange.cancel(true);
    }

    /// Waits for the answer or the failure.
    ///
    /// @throws InterruptedException when the thread is interrupted; the call has been given up then
    public HttpResult await() throws InterruptedException {
        try {
            return exchange.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            cancel();
            return HttpFailures.timeout(call, took());
        } catch (CancellationException _) {
            return HttpFailures.cancelled(took());
        } catch (InterruptedException e) {
            cancel();
            throw e;
        } catch (ExecutionException e) {
            return HttpFailures.explain(call, Objects.requireNonNullElse(e.getCause(), e), took());
        }
    }

    private HttpResult exchange() throws IOException, InterruptedException, GeneralSecurityException {
        HttpRequest request;
        try {
            request = request();
        } catch (IllegalArgumentException e) {
            return HttpFailures.impossible(call, e, took());
        }
        HttpResponse<InputStream> response = clients.forCall(call).send(request, BodyHandlers.ofInputStream());
        HttpResult.Body body = keeper.read(response.body(), response.headers().firstValue("content-type").orElse(""));
        return new Answer(response.statusCode(), response.uri().toString(), response.headers().map(), body, took());
    }

    /// HTTP/2 is agreed on under TLS; in the clear its offer confuses some servers.
    private HttpRequest request() {
        URI uri = URI.create(call.uri());
        String body = call.body();
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .version("https".equalsIgnoreCase(uri.getScheme())
                        ? HttpClient.Version.HTTP_2
                        : HttpClient.Version.HTTP_1_1)
                .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        call.headers().forEach(header -> builder.header(header.name(), header.value()));
        return builder.build();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
