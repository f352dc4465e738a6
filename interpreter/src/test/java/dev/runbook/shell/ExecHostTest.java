package dev.runbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A host that is this machine behind a command that changes nothing.
class ExecHostTest extends HostContract {
    @Override
    Host host() {
        return new Host.Exec(List.of("env"), null);
    }

    @Test
    void aCommandThatDoesNotPassOurInputOnIsExplained() throws Exception {
        Host deaf = new Host.Exec(List.of("sh", "-c", "exec \"$@\" </dev/null", "sh"), null);
        ShellResult result = Shell.run(Shell.bash("echo never", directory).on(deaf));
        assertThat(result.exit()).isEqualTo(125);
        assertThat(result.stderr().text()).contains("docker exec wants -i");
    }

    @Test
    void aCommandIsTakenApartAsAShellWould() {
        assertThat(Host.Exec.of("  docker  compose -f 'my file.yaml' exec -e A=\"b c\"d\\ e -T api ", null).command())
                .containsExactly("docker", "compose", "-f", "my file.yaml", "exec", "-e", "A=b cd e", "-T", "api");
    }

    static Stream<List<String>> shells() {
        return Stream.of(List.of("dash"), List.of("bash", "--posix"), List.of("bash"), List.of("busybox", "sh"),
                List.of("ksh"), List.of("mksh"), List.of("zsh", "--emulate", "sh"))
                .filter(s -> Stream.of("/bin", "/usr/bin").anyMatch(d -> Files.exists(Path.of(d, s.getFirst()))));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void everyPosixShellUnderstandsTheBootstrap(List<String> shell) throws Exception {
        List<String> command = Stream.concat(shell.stream(), Stream.of("-c", "eval \"$2\"")).toList();
        Host host = new Host.Exec(command, "/usr");
        ShellJob job = new ShellJob("echo \"$VALUE $PWD\"; cat; exit 5", ShellJob.BASH, directory,
                ChildEnvironment.build(System.getenv(), true, java.util.Map.of("VALUE", "it's\n\u0081\u0088ü$(x)"),
                        java.util.Map.of()),
                null, host, "input");
        ShellResult result = Shell.run(job);
        assertThat(result.stderr().text()).isEmpty();
        assertThat(result.stdout().text()).isEqualTo("it's\n\u0081\u0088ü$(x) /usr\ninput");
        assertThat(result.exit()).isEqualTo(5);
    }
}
