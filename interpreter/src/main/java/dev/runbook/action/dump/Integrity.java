package dev.runbook.action.dump;

import dev.runbook.dump.Certificate;
import dev.runbook.dump.Fingerprint;
import dev.runbook.dump.Format;
import dev.runbook.dump.PlainDump;
import dev.runbook.dump.TarDump;
import dev.runbook.evidence.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a dump is whole, and what was once made.
///
/// In one transaction a damaged dump with compressed data can do no harm: pg_restore stops and nothing stays, so only its
/// size is compared with its certificate. psql takes the end of a file that was cut short for the end of its work, and
/// commits it; of a tar, pg_restore does.
record Integrity(Path dump, Format format, PgPrograms programs) {
    private static final String NOTHING = "Nothing was restored.";
    /// `--list` says yes to a dump cut to a fiftieth; reading it whole does not.
    private static final String READ = """
            exec pg_restore --file=/dev/null "$RUNBOOK_FILE"
            """;

    /// What is wrong with a dump that is to be restored, or null.
    @Nullable
    Failure damage(boolean oneTransaction) throws IOException {
        Certificate certificate = Certificate.of(dump);
        boolean harmless = oneTransaction && (format == Format.CUSTOM || format == Format.DIRECTORY);
        if (certificate != null) {
            return changed(certificate.fingerprint(), !harmless);
        }
        return harmless ? null : proof(NOTHING);
    }

    /// Reads it whole. What is wrong with it, or null.
    @Nullable
    Failure proof(String consequence) throws IOException {
        boolean whole = switch (format) {
            case CUSTOM, DIRECTORY -> true;
            case PLAIN -> PlainDump.isWhole(dump);
            case TAR -> TarDump.isWhole(dump);
        };
        if (!whole) {
            return Failure.of("incomplete", "the dump does not end as pg_dump ends one", consequence);
        }
        return format.isArchive()
                ? PgPrograms.failure("pg_restore cannot read the dump",
                        programs.run(READ, Map.of("RUNBOOK_FILE", dump.toString())), consequence)
                : null;
    }

    private @Nullable Failure changed(Fingerprint certified, boolean thorough) throws IOException {
        long bytes = Fingerprint.size(dump);
        if (bytes != certified.bytes()) {
            return Failure.of("changed", "the dump is not what was backed up: %,d bytes, and %,d when it was made"
                    .formatted(bytes, certified.bytes()), NOTHING);
        }
        return !thorough || Fingerprint.of(dump).equals(certified)
                ? null
                : Failure.of("changed", "the dump is not what was backed up: its SHA-256 differs", NOTHING);
    }
}
