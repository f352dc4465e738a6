package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README shows is what happens.
class ReadmeTest {
    private static final Path README = Path.of("../README.md");

    @Test
    void theFirstRunbookPrintsWhatTheReadmeShows(@TempDir Path folder) throws IOException {
        Path runbook = Files.writeString(folder.resolve("add-email.yaml"), block("yaml"));
        Cli.Result result = Cli.withoutTarget().call("run", runbook.toString(), "--run-dir",
                folder.resolve(".runbook").toString());
        assertThat(steady(result.out().replace(folder + "/", ""))).isEqualTo(steady(block("text")));
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void theExitCodesAreThoseOfTheHelp() throws IOException {
        assertThat(Cli.withoutTarget().call("--help").out()).contains("3 failed, and NOT everything undone",
                "70 a bug");
        assertThat(Files.readString(README)).contains("3 failed, and **not** everything undone");
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String steady(String text) {
        return text.replaceAll("\\d{8}-\\d{6}-([\\w-]+)-[0-9a-f]{6}", "STAMP-$1-HASH")
                .replaceAll("(?m)(  |after )(\\d+(\\.\\d)?(ms|s)|\\d+m\\d+s)$", "$1TIME")
                .replaceAll("Starting PostgreSQL .*", "Starting PostgreSQL")
                .replaceAll("on sandbox at .*", "on sandbox");
    }
}
