package dev.runbook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runbook.story.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the journal does when it cannot be written, and when somebody else writes it.
class JournalWriterTest {
    private static final Event EVENT = new Event.Decided(Instant.EPOCH, "rollback", "runbook", "on_failure");

    @TempDir
    Path folder;

    @Test
    void afterAFailedWriteEveryFurtherEventIsRefused() throws IOException {
        JournalWriter journal = JournalWriter.open(RunDirectory.create(folder.resolve("runs"), "a"));
        journal.accept(EVENT);
        journal.close();
        assertThatThrownBy(() -> journal.accept(EVENT)).isInstanceOf(JournalFailure.class);
        assertThatThrownBy(() -> journal.accept(EVENT)).isInstanceOf(JournalFailure.class);
    }

    @Test
    void whatWasAcceptedIsInTheFileBeforeAcceptReturns() throws IOException {
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "b");
        try (JournalWriter journal = JournalWriter.open(run)) {
            journal.accept(EVENT);
            assertThat(JournalReader.read(run)).containsExactly(EVENT);
        }
    }
}
