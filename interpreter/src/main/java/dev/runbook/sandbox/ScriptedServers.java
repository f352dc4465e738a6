package dev.runbook.sandbox;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Disposable servers that scripts of the runbook's own start and stop, such as those of a Compose file.
public final class ScriptedServers implements AutoCloseable {
    /// A connection's name and its address.
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][\\w-]*)\\s+(\\S+)");
    private static final int LAST_LINES = 12;
    private static final String MAIN = "main";

    private final Scripts scripts;
    private final Consumer<String> progress;
    private final Deque<String> said = new ArrayDeque<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /// What starts them and what stops them.
    ///
    /// @param folder where both run
    /// @param environment all variables that they see
    public record Scripts(Path folder, String start, String stop, Map<String, String> environment) {
        public Scripts {
            environment = Map.copyOf(environment);
        }
    }

    private ScriptedServers(Scripts scripts, Consumer<String> progress) {
        this.scripts = scripts;
        this.progress = progress;
    }

    /// Starts them.
    ///
    /// @param progress told what the script says on standard error
    /// @throws Refusal when the script fails, with what it said, or names no address of `main`
    public static ScriptedServers start(Scripts scripts, Consumer<String> progress) {
        ScriptedServers servers = new ScriptedServers(scripts, progress);
        int exit = servers.run(scripts.start());
        if (exit != 0 || !servers.addresses.containsKey(MAIN)) {
            Refusal refusal = servers.refusal(exit);
            servers.close();
            throw refusal;
        }
        return servers;
    }

    /// Where each connection leads, by its name; `main` is among them.
    public Map<String, String> addresses() {
        return Map.copyOf(addresses);
    }

    @Override
    public void close() {
        if (run(scripts.stop()) != 0) {
            progress.accept("The sandbox's own stop script failed; its servers may still be there.");
        }
    }

    private Refusal refusal(int exit) {
        String last = String.join("\n", said);
        return new Refusal(Problem.error(null, exit == 0
                ? "the sandbox's start script names no address of main"
                : "the sandbox's servers did not start (exit " + exit + ")",
                exit == 0
                        ? "It has to print a line with main and its address, and one for each other connection."
                        : last));
    }

    private int run(String script) {
        said.clear();
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-euo", "pipefail", "-c", script))
                .directory(scripts.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(scripts.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread errors = Thread.ofVirtual()
                    .start(() -> lines(process.errorReader(StandardCharsets.UTF_8), this::heard));
            lines(process.inputReader(StandardCharsets.UTF_8), this::address);
            errors.join();
            return process.waitFor();
        } catch (IOException e) {
            heard(String.valueOf(e.getMessage()));
            return 127;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private void address(String line) {
        Matcher address = ADDRESS.matcher(line.strip());
        if (address.matches()) {
            addresses.put(address.group(1), address.group(2));
        }
    }

    private void heard(String line) {
        if (said.size() == LAST_LINES) {
            said.removeFirst();
        }
        said.addLast(line);
        progress.accept(line);
    }

    private static void lines(BufferedReader from, Consumer<String> each) {
        try (from) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                each.accept(line);
            }
        } catch (IOException _) {
            // The script has ended: what it had said by then is known.
        }
    }
}
