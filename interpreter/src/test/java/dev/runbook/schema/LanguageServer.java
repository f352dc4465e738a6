package dev.runbook.schema;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real yaml-language-server, spoken to over its standard input and output as editors do (LSP 3.17).
final class LanguageServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final OutputStream to;
    private final InputStream from;
    private int lastId;

    LanguageServer(String command) throws IOException {
        this.process = new ProcessBuilder(command, "--stdio").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        this.to = process.getOutputStream();
        this.from = process.getInputStream();
        request("initialize", Map.of("processId", ProcessHandle.current().pid(), "capabilities",
                Map.of("textDocument", Map.of("completion", Map.of("completionItem", Map.of("documentationFormat",
                        new String[]{"markdown"}))))));
        notify("initialized", Map.of());
    }

    /// Opens a text and waits for what the server has to say against it.
    JsonNode open(String uri, String text) {
        notify("textDocument/didOpen",
                Map.of("textDocument", Map.of("uri", uri, "languageId", "yaml", "version", 1, "text", text)));
        return await(message -> message.path("method").asString("").equals("textDocument/publishDiagnostics")
                && message.path("params").path("uri").asString("").equals(uri)).path("params").path("diagnostics");
    }

    /// Asks about a place: `textDocument/hover` or `textDocument/completion`.
    JsonNode ask(String method, String uri, int line, int character) {
        return request(method, Map.of("textDocument", Map.of("uri", uri), "position",
                Map.of("line", line, "character", character)));
    }

    private JsonNode request(String method, Map<String, ?> params) {
        int id = ++lastId;
        send(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
        return await(message -> message.path("id").asInt(-1) == id && !message.has("method")).path("result");
    }

    private void notify(String method, Map<String, ?> params) {
        send(Map.of("jsonrpc", "2.0", "method", method, "params", params));
    }

    private void send(Map<String, ?> message) {
        byte[] body = JSON.writeValueAsBytes(message);
        try {
            to.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            to.write(body);
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads messages until the awaited one; the server's own questions get the answer that nothing is configured.
    private JsonNode await(Predicate<JsonNode> awaited) {
        while (true) {
            JsonNode message = receive();
            if (awaited.test(message)) {
                return message;
            }
            if (message.has("id") && message.has("method")) {
                send(Map.of("jsonrpc", "2.0", "id", message.get("id"), "result", new Object[0]));
            }
        }
    }

    private JsonNode receive() {
        try {
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                length = header.startsWith("Content-Length: ") ? Integer.parseInt(header.substring(16)) : length;
            }
            return JSON.readTree(from.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = from.read(); b != '\n'; b = from.read()) {
            if (b < 0) {
                throw new EOFException("the language server has ended");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
