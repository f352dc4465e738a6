package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runbook.value.Value;
import dev.runbook.value.ValueJson;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A Chromium without a window, driven through its developer tools as a person drives one: keys, widths, media.
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<Map<String, Value>>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final StringBuilder half = new StringBuilder();
    private volatile String session = "";

    private Browser(Process process, String address) throws Exception {
        this.process = process;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(address), this)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// @param profile a folder that the browser may fill
    static Browser open(Path profile) throws Exception {
        assumeTrue(Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "chromium"))), "there is no chromium on the PATH");
        Process process = new ProcessBuilder("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--user-data-dir=" + profile, "--remote-debugging-port=0", "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            Browser browser = new Browser(process, address(profile));
            browser.attach();
            return browser;
        } catch (Exception | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String address(Path profile) throws Exception {
        Path told = profile.resolve("DevToolsActivePort");
        for (long i = 0; i < PATIENCE_SECONDS * 20; i++) {
            List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
            if (lines.size() > 1) {
                return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
            }
            Thread.sleep(50);
        }
        throw new AssertionError("chromium did not tell its port");
    }

    private void attach() throws Exception {
        Value target = call("Target.createTarget", Map.of("url", Value.of("about:blank"))).get("targetId");
        session = text(call("Target.attachToTarget", Map.of("targetId", target, "flatten", Value.of(true)))
                .get("sessionId"));
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /// Opens a page and waits until it is there.
    Browser go(String address) throws Exception {
        call("Page.navigate", Map.of("url", Value.of("about:blank")));
        call("Page.navigate", Map.of("url", Value.of(address)));
        await("location.href !== 'about:blank' && document.readyState === 'complete'");
        return this;
    }

    /// What an expression comes to, as JSON would write a text, a number or a boolean.
    String evaluate(String expression) throws Exception {
        Map<String, Value> answer = call("Runtime.evaluate", Map.of("expression", Value.of(expression),
                "returnByValue", Value.of(true), "awaitPromise", Value.of(true)));
        assertThat(answer).as(expression).doesNotContainKey("exceptionDetails");
        Value value = answer.get("result") instanceof Value.Dictionary(Map<String, Value> fields)
                ? fields.get("value")
                : null;
        return value == null ? "undefined" : value.text();
    }

    void await(String condition) throws Exception {
        for (long i = 0; i < PATIENCE_SECONDS * 20; i++) {
            if (evaluate(condition).equals("true")) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never so: " + condition);
    }

    /// Presses a key, say `Tab`, `Enter` or `f`.
    void press(String key) throws Exception {
        Map<String, Integer> codes = Map.of("Tab", 9, "Enter", 13, " ", 32);
        Map<String, Value> fields = new ConcurrentHashMap<>(Map.of("key", Value.of(key),
                "windowsVirtualKeyCode",
                Value.of(codes.getOrDefault(key, (int) Character.toUpperCase(key.charAt(0))))));
        if (key.length() == 1 || key.equals("Enter")) {
            fields.put("text", Value.of(key.equals("Enter") ? "\r" : key));
        }
        fields.put("type", Value.of("keyDown"));
        call("Input.dispatchKeyEvent", fields);
        fields.remove("text");
        fields.put("type", Value.of("keyUp"));
        call("Input.dispatchKeyEvent", fields);
    }

    void type(String text) throws Exception {
        call("Input.insertText", Map.of("text", Value.of(text)));
    }

    void width(int pixels) throws Exception {
        call("Emulation.setDeviceMetricsOverride", Map.of("width", Value.of(pixels), "height", Value.of(800),
                "deviceScaleFactor", Value.of(1), "mobile", Value.of(pixels < 500)));
    }

    void media(String media) throws Exception {
        call("Emulation.setEmulatedMedia", Map.of("media", Value.of(media)));
    }

    /// What the browser complained about: errors of scripts, and what a policy has kept out.
    List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    private Map<String, Value> call(String method, Map<String, Value> params) throws Exception {
        long id = last.incrementAndGet();
        CompletableFuture<Map<String, Value>> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Value> message = new ConcurrentHashMap<>(
                Map.of("id", Value.of(id), "method", Value.of(method), "params", Value.of(params)));
        if (!session.isEmpty()) {
            message.put("sessionId", Value.of(session));
        }
        socket.sendText(ValueJson.write(Value.of(message)), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
        half.append(data);
        if (whole) {
            told(half.toString());
            half.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void told(String message) {
        try {
            if (ValueJson.read(message) instanceof Value.Dictionary(Map<String, Value> fields)) {
                if (fields.get("id") instanceof Value.Int(long id)) {
                    Map<String, Value> result = fields.get("result") instanceof Value.Dictionary(Map<String, Value> map)
                            ? map
                            : fields;
                    Objects.requireNonNull(answers.remove(id)).complete(result);
                } else if (List.of("Log.entryAdded", "Runtime.exceptionThrown").contains(text(fields.get("method")))) {
                    synchronized (complaints) {
                        complaints.add(message);
                    }
                }
            }
        } catch (ParseException e) {
            throw new AssertionError(message, e);
        }
    }

    private static String text(@Nullable Value value) {
        return value == null ? "" : value.text();
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        assertThat(process.onExit()).as("chromium ended").succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
