package dev.runbook.http;

import dev.runbook.http.HttpCall.Redirects;
import dev.runbook.shell.output.OutputFilter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Makes calls. The JDK's client is loaded with the first one, since that takes a while.
public final class HttpRunner implements AutoCloseable {
    private final Supplier<OutputFilter> filter;
    private final Map<Manners, HttpClient> clients = new ConcurrentHashMap<>();

    /// Calls with the same manners share their connections.
    private record Manners(Redirects redirects, Trust trust) {}

    /// @param filter makes the filter that every answer's body goes through before anyone sees it
    public HttpRunner(Supplier<OutputFilter> filter) {
        this.filter = filter;
    }

    /// Makes a call and waits for what comes of it.
    ///
    /// @param file where a body goes that is too long for the memory
    /// @throws InterruptedException when the thread is interrupted; the call has been given up then
    public HttpResult run(HttpCall call, Path file) throws InterruptedException {
        return start(call, file).await();
    }

    /// Begins a call.
    ///
    /// @param file where a body goes that is too long for the memory
    public HttpRun start(HttpCall call, Path file) {
        return new HttpRun(this::client, call, new BodyKeeper(file, filter.get()));
    }

    private HttpClient client(HttpCall call) throws IOException, GeneralSecurityException {
        Manners manners = new Manners(call.redirects(), call.trust());
        HttpClient known = clients.get(manners);
        if (known == null) {
            known = HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor())
                    .followRedirects(HttpClient.Redirect.valueOf(call.redirects().name()))
                    .sslContext(TlsContext.of(call.trust())).build();
            clients.put(manners, known);
        }
        return known;
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}
