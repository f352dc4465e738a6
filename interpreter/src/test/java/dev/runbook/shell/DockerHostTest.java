package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("docker")
class DockerHostTest extends HostContract {
    private static final List<String> COMPOSE = List.of("docker", "compose", "-p",
            "runbook-host-" + ProcessHandle.current().pid());
    private static final String LOCAL_IMAGE = "runbook-test/api:1";

    @TempDir
    static Path project;

    @BeforeAll
    static void startContainer() throws Exception {
        Assumptions.assumeTrue(exit(List.of("docker", "info")) == 0, "no Docker engine answers here");
        String image = exit(List.of("docker", "image", "inspect", LOCAL_IMAGE)) == 0 ? LOCAL_IMAGE : "debian:12-slim";
        Files.writeString(project.resolve("compose.yaml"), """
                services:
                  api:
                    image: %s
                    command: [sleep, infinity]
                    init: true
                    network_mode: none
                """.formatted(image));
        assertThat(exit(compose("up", "-d"))).isZero();
    }

    @AfterAll
    static void stopContainer() throws Exception {
        if (Files.exists(project.resolve("compose.yaml"))) {
            exit(compose("down", "-t", "0"));
        }
    }

    @Override
    Host host() {
        return new Host.Exec(compose("exec", "-T", "api"), null);
    }

    @Override
    Path cwd() {
        return project;
    }

    @Test
    void aServiceThatDoesNotExistIsAnExitCode() throws Exception {
        ShellResult result = Shell.run(
                Shell.bash("true", project).on(new Host.Exec(compose("exec", "-T", "nobody"), null)));
        assertThat(result.exit()).isNotZero();
    }

    private static List<String> compose(String... words) {
        List<String> command = new ArrayList<>(COMPOSE);
        command.addAll(List.of(words));
        return List.copyOf(command);
    }

    private static int exit(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).directory(project.toFile())
                    .redirectErrorStream(true).redirectOutput(project.resolve("said").toFile()).start().waitFor();
        } catch (IOException _) {
            return 127;
        }
    }
}
