package dev.runbook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("postgres")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedBinariesTest {
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private Path cache;

    @BeforeAll
    void makeCache() throws Exception {
        cache = Files.createTempDirectory("binaries");
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    void removeCache() throws Exception {
        Trees.delete(cache);
    }

    @Test
    void areFetchedOnceThoughTwoAskAtOnceAndRunAServer() throws Exception {
        SandboxOptions options = SandboxOptions.standard().withBinaries(SandboxOptions.Binaries.EMBEDDED)
                .withCache(cache).withMajor(15).withProgress(progress::add);
        Thread rival = Thread.ofPlatform().start(() -> new EmbeddedBinaries(cache, _ -> {
        }).exactly(15));
        try (Sandbox sandbox = Sandbox.start(options)) {
            assertThat(sandbox.version()).startsWith("15.");
            assertThat(sandbox.log()).content().contains("ready to accept connections");
        }
        rival.join();
        try (Stream<Path> kept = Files.list(cache)) {
            assertThat(kept).singleElement().asString().endsWith("/15.19.0");
        }
        progress.clear();
        assertThat(new EmbeddedBinaries(cache, progress::add).atMost(15).version().major()).isEqualTo(15);
        assertThat(progress).isEmpty();
    }
}
