package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/walkthrough.md` is typed, line by line, and what comes out is what it shows; `…` leaves lines out.
@RealPostgres
class WalkthroughTest {
    private static final Path PAGE = Path.of("../docs/walkthrough.md");
    private static final Path RUNBOOK = Path.of("../runbooks/user-fk-v25a.yaml");
    private static final Pattern BLOCK = Pattern.compile("```(yaml|console)(?: [\\w.]+)?\n(.*?)```", Pattern.DOTALL);
    private static final Pattern RUN = Pattern.compile("\\d{8}-\\d{6}-user-fk-v25a-[0-9a-f]{6}");
    private static final String OMITTED = "…";

    @TempDir
    Path folder;
    private boolean named;

    @Test
    void everyCommandPrintsWhatThePageShows(TestDatabase database) throws Exception {
        Trial trial = Trial.of("user-fk-v25a", database, folder);
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        int commands = 0;
        while (blocks.find()) {
            if (blocks.group(1).equals("yaml")) {
                yaml(blocks.group(2));
                continue;
            }
            for (List<String> lines : commands(blocks.group(2))) {
                String command = lines.getFirst().substring(2);
                List<String> now = type(trial, command);
                shows(command, lines.subList(1, lines.size()), now);
                commands++;
            }
        }
        assertThat(commands).isEqualTo(11);
    }

    /// A part of the runbook, or the answers.
    private void yaml(String text) throws IOException {
        if (text.startsWith(" ")) {
            assertThat(Files.readString(RUNBOOK)).contains(text);
        } else {
            Files.writeString(folder.resolve("answers.yaml"), text);
        }
    }

    private static List<List<String>> commands(String block) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : block.lines().toList()) {
            if (line.startsWith("$ ")) {
                commands.add(new ArrayList<>());
            }
            commands.getLast().add(line);
        }
        return commands;
    }

    private List<String> type(Trial trial, String command) throws IOException, InterruptedException {
        if (command.startsWith("psql ")) {
            named = true;
            trial.prepared(Path.of(".."), command);
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (String word : command.replace("./runbook ", "").split(" ")) {
            words.add(word.startsWith("runbooks/")
                    ? "../" + word
                    : RUN.matcher(word).matches() ? lastRun() : word.replace("answers.yaml", folder + "/answers.yaml"));
        }
        if (!List.of("validate", "plan").contains(words.getFirst())) {
            words.addAll(List.of("--run-dir", folder.toString()));
        }
        Cli program = named ? Cli.withoutTarget().with("DATABASE_URL", trial.database().url()) : Cli.withoutTarget();
        Cli.Result result = program.call(words.toArray(String[]::new));
        String said = result.exit() == 0 ? "" : "exit " + result.exit() + "\n";
        return (result.out() + said).replace(trial.database().name(), "DATABASE").lines().map(WalkthroughTest::steady)
                .toList();
    }

    private static void shows(String command, List<String> page, List<String> now) {
        int at = 0;
        boolean omitted = false;
        for (String line : page) {
            if (line.equals(OMITTED)) {
                omitted = true;
                continue;
            }
            int found = now.subList(at, now.size()).indexOf(steady(line));
            assertThat(omitted ? Math.min(found, 0) : found)
                    .as("'%s' does not print%n%s%nat its place, but%n%s", command, line, String.join("\n", now))
                    .isZero();
            at += found + 1;
            omitted = false;
        }
        assertThat(omitted || at == now.size()).as("'%s' prints more:%n%s", command, String.join("\n", now)).isTrue();
    }

    private String lastRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).map(run -> run.getFileName().toString()).sorted().toList().getLast();
        }
    }

    private static String steady(String line) {
        return RUN.matcher(line).replaceAll("RUN").replace("../runbooks/", "runbooks/")
                .replaceAll("(  +|after )(\\d+(\\.\\d)?(ms|s)|\\d+m\\d+s)(?= \\(|$)", "$1TIME").stripTrailing();
    }
}
