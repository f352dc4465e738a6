package dev.runbook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the journal does when it cannot be written, when a crash tore it, and when somebody else writes it.
class JournalWriterTest {
    private static final Event EVENT = new Event.Decided(Instant.EPOCH, "rollback", "runbook", "on_failure");
    private static final Event FOREIGN = new Event.Decided(Instant.EPOCH, "stop", "Zoë 🌙", "möglich");

    @TempDir
    Path folder;

    @Test
    void afterAFailedWriteEveryFurtherEventIsRefused() throws IOException {
        JournalWriter journal = JournalWriter.open(directory());
        journal.accept(EVENT);
        journal.close();
        assertThatThrownBy(() -> journal.accept(EVENT)).isInstanceOf(JournalFailure.class);
        assertThatThrownBy(() -> journal.accept(EVENT)).isInstanceOf(JournalFailure.class);
    }

    @Test
    void whatWasAcceptedIsInTheFileBeforeAcceptReturns() throws IOException {
        RunDirectory run = directory();
        try (JournalWriter journal = JournalWriter.open(run)) {
            journal.accept(EVENT);
            assertThat(JournalReader.read(run)).containsExactly(EVENT);
        }
    }

    @Test
    void anInterruptDoesNotCloseIt() throws IOException {
        RunDirectory run = directory();
        try (JournalWriter journal = JournalWriter.open(run)) {
            Thread.currentThread().interrupt();
            journal.accept(EVENT);
            assertThat(Thread.interrupted()).as("it is left to whom it concerns").isTrue();
            journal.accept(FOREIGN);
            assertThat(JournalReader.read(run)).containsExactly(EVENT, FOREIGN);
        } finally {
            boolean _ = Thread.interrupted();
        }
    }

    /// A full disk: the kernel's own.
    @Test
    void aFullDiskIsNotTriedTwice() throws IOException {
        assertThat(refused("/dev/full")).hasMessageContaining("the journal cannot be written: ")
                .hasMessageContaining("No space left on device");
    }

    /// What can be written and not forced to a disk: the write succeeds, and the fsync fails.
    @Test
    void aFailedFsyncIsNotTriedTwice() throws IOException {
        assertThat(refused("/dev/null")).hasMessageContaining("the journal cannot be written: ");
    }

    private Throwable refused(String device) throws IOException {
        RunDirectory run = directory();
        Files.createSymbolicLink(run.journal(), Path.of(device));
        try (JournalWriter journal = JournalWriter.open(run)) {
            Throwable first = catchThrowable(() -> journal.accept(EVENT));
            assertThat(first).isInstanceOf(JournalFailure.class);
            assertThat(catchThrowable(() -> journal.accept(EVENT))).isSameAs(first);
            return first;
        } finally {
            Files.delete(run.journal());
        }
    }

    @Test
    void aJournalThatSomebodyRemovedIsNotWrittenInSilence() throws IOException {
        RunDirectory run = directory();
        try (JournalWriter journal = JournalWriter.open(run)) {
            journal.accept(EVENT);
            Files.delete(run.journal());
            assertThatThrownBy(() -> journal.accept(EVENT)).hasMessageContaining("was removed");
            Files.createFile(run.journal());
            assertThatThrownBy(() -> journal.accept(EVENT)).hasMessageContaining("was removed");
        }
    }

    @Test
    void aJournalThatWasReplacedIsNotWrittenInSilence() throws IOException {
        RunDirectory run = directory();
        try (JournalWriter journal = JournalWriter.open(run)) {
            journal.accept(EVENT);
            Path copy = Files.copy(run.journal(), folder.resolve("copy"));
            Files.move(copy, run.journal(), StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> journal.accept(EVENT)).hasMessageContaining("was replaced");
        }
    }

    /// Whatever is left of the last line: it is not read, and nothing is written behind it.
    @Test
    void aLineTornAtAnyByteIsLeftOutAndCutBeforeTheNext() throws IOException {
        RunDirectory run = directory();
        try (JournalWriter journal = JournalWriter.open(run)) {
            journal.accept(EVENT);
            journal.accept(FOREIGN);
        }
        byte[] whole = Files.readAllBytes(run.journal());
        int first = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int end = first; end < whole.length; end++) {
            Files.write(run.journal(), Arrays.copyOf(whole, end));
            assertThat(JournalReader.read(run)).as("%d bytes", end).containsExactly(EVENT);
            try (JournalWriter journal = JournalWriter.open(run)) {
                journal.accept(EVENT);
            }
            assertThat(JournalReader.read(run)).as("%d bytes", end).containsExactly(EVENT, EVENT);
        }
    }

    @Test
    void aFirstLineThatWasTornLeavesAnEmptyJournal() throws IOException {
        RunDirectory run = directory();
        Files.writeString(run.journal(), "{\"v\":1,\"at\"");
        assertThat(JournalReader.read(run)).isEmpty();
        try (JournalWriter journal = JournalWriter.open(run)) {
            journal.accept(EVENT);
        }
        assertThat(JournalReader.read(run)).containsExactly(EVENT);
    }

    /// Closing a file gives up what locks a process has on it, whoever in the process closes it.
    @Test
    void aReaderInTheSameProcessDoesNotLetASecondProcessWrite() throws IOException {
        RunDirectory run = directory();
        try (JournalWriter journal = JournalWriter.open(run)) {
            journal.accept(EVENT);
            assertThat(JournalReader.read(run)).containsExactly(EVENT);
            assertThat(run.isCutOff()).isTrue();
            run.force();
            assertThat(SecondWriter.says(run)).isEqualTo("another process writes " + run.journal());
        }
        assertThat(SecondWriter.says(run)).isEqualTo("may write");
    }

    @Test
    void aPermissionThatWasRevokedIsSaid() {
        assertThat(DiskWords.of(new AccessDeniedException("/x/journal.jsonl")))
                .isEqualTo("/x/journal.jsonl: permission denied");
        assertThat(DiskWords.of(new NoSuchFileException("/x"))).isEqualTo("/x: no such file");
        assertThat(DiskWords.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }

    @Test
    void aTornLineBehindTheEndOfARunDoesNotMakeItCutOff() throws IOException {
        RunDirectory run = directory();
        try (JournalWriter journal = JournalWriter.open(run)) {
            journal.accept(EVENT);
            journal.accept(new Event.RunFinished(Instant.EPOCH, Ending.SUCCEEDED, "done"));
        }
        assertThat(run.isCutOff()).isFalse();
        Files.writeString(run.journal(), "{\"v\":1,", StandardOpenOption.APPEND);
        assertThat(run.isCutOff()).isFalse();
    }

    private RunDirectory directory() {
        return RunDirectory.create(folder.resolve("runs"), "a");
    }
}
