package dev.runbook.sql;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// PostgreSQL's own parser: libpg_query, as npm has it, run by Node.js. `LIBPG_QUERY` names the folder of the installed
/// package; else npm fetches it at first need. Tests that want it are skipped where neither works.
final class PgParser {
    private static final String PACKAGE = "libpg-query@18.1.5";
    private static final Path HOME = Path.of("target/libpg-query").toAbsolutePath();
    private static final Path SCRIPT = Path.of("src/test/resources/oracle/split.cjs").toAbsolutePath();
    private static final JsonMapper JSON = new JsonMapper();

    private final Path installed;

    private PgParser(Path installed) {
        this.installed = installed;
    }

    static PgParser find() throws IOException, InterruptedException {
        String told = System.getenv("LIBPG_QUERY");
        Path installed = told == null ? HOME.resolve("node_modules/libpg-query") : Path.of(told);
        if (!Files.exists(installed)) {
            Files.createDirectories(HOME);
            run(null, "npm", "install", "--prefix", HOME.toString(), "--no-save", "--no-audit", "--no-fund",
                    "--ignore-scripts", PACKAGE);
        }
        assumeTrue(Files.exists(installed), "npm could not install " + PACKAGE);
        return new PgParser(installed);
    }

    /// What the parser makes of a text: its statements, or why it is none.
    ///
    /// @param pieces each with what stands between its semicolon and the one before
    record Answer(List<String> pieces, @Nullable String error) {}

    /// Parses many texts.
    Map<String, Answer> parse(Map<String, String> texts) throws IOException, InterruptedException {
        String said = run(JSON.writeValueAsString(texts), "node", SCRIPT.toString(), installed.toString());
        Map<String, Answer> answers = new LinkedHashMap<>();
        JsonNode read = JSON.readTree(said);
        texts.forEach((name, sql) -> answers.put(name, answer(read.path(name), sql)));
        return answers;
    }

    private static Answer answer(JsonNode node, String sql) {
        if (!node.isArray()) {
            return new Answer(List.of(), node.asString());
        }
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        List<String> pieces = new ArrayList<>();
        for (JsonNode place : node) {
            int start = place.path(0).asInt();
            int length = place.path(1).asInt() == 0 ? bytes.length - start : place.path(1).asInt();
            pieces.add(new String(bytes, start, length, StandardCharsets.UTF_8));
        }
        return new Answer(pieces, null);
    }

    private static String run(@Nullable String input, String... command) throws IOException, InterruptedException {
        Path in = Files.createTempFile("oracle", ".in");
        Path out = Files.createTempFile("oracle", ".out");
        try {
            Files.writeString(in, input == null ? "" : input);
            Process process = new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                abort(command[0] + " takes too long");
            }
            return Files.readString(out);
        } catch (IOException e) {
            return abort(command[0] + " is not installed: " + e.getMessage());
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }
}
