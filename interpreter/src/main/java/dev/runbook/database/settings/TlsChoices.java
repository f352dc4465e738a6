package dev.runbook.database.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What is said about TLS and who is let in: libpq's files where none are named, and a refusal of what would be passed over
/// in silence though it is there to keep somebody out.
final class TlsChoices {
    private static final List<String> SSL_MODES = List.of("disable", "allow", "prefer", "require", "verify-ca",
            "verify-full");
    private static final List<Keyword> UNBUILT = List.of(Keyword.SSLCRL, Keyword.SSLCRLDIR, Keyword.REQUIREPEER,
            Keyword.REQUIRE_AUTH, Keyword.SSL_MAX_PROTOCOL_VERSION);

    private final Map<Keyword, String> given;
    private final Invalid invalid;

    TlsChoices(Map<Keyword, String> given, Invalid invalid) {
        this.given = given;
        this.invalid = invalid;
    }

    void check() {
        oneOf(Keyword.SSLMODE, SSL_MODES, "");
        oneOf(Keyword.SSLNEGOTIATION, List.of("postgres"),
                "Leave it out: a server that takes direct TLS takes the usual way, too.");
        oneOf(Keyword.GSSENCMODE, List.of("disable", "prefer"), "GSSAPI is not built; sslmode=verify-full encrypts.");
        oneOf(Keyword.SSL_MIN_PROTOCOL_VERSION, List.of("TLSv1", "TLSv1.1", "TLSv1.2"),
                "Leave it out: nothing below TLSv1.2 is taken.");
        oneOf(Keyword.SSLCERTMODE, List.of("disable", "allow"),
                "Whether a certificate is wanted is up to the server's pg_hba.conf.");
        UNBUILT.stream().filter(given::containsKey).forEach(word -> {
            throw invalid.because(word.word() + " is not supported",
                    "Without it this connection would let in what it is to keep out: leave it out if that is meant, or let"
                            + " psql run the file (runner: psql).");
        });
        if ("system".equals(given.get(Keyword.SSLROOTCERT))) {
            throw invalid.because("sslrootcert=system is not supported",
                    "Name the file with the authorities, such as /etc/ssl/certs/ca-certificates.crt.");
        }
    }

    private void oneOf(Keyword keyword, List<String> known, String advice) {
        String value = given.get(keyword);
        if (value != null && !known.contains(value)) {
            throw invalid.because(advice.isEmpty()
                    ? "unknown " + keyword.word() + " \"" + value + "\""
                    : keyword.word() + "=" + value + " is not supported",
                    advice.isEmpty() ? "Use one of " + String.join(", ", known) + "." : advice);
        }
    }

    /// Takes the files below `~/.postgresql`, where there are such.
    void addFiles(Path home) {
        Path folder = home.resolve(".postgresql");
        addFile(Keyword.SSLROOTCERT, folder.resolve("root.crt"));
        if ("disable".equals(given.remove(Keyword.SSLCERTMODE))) {
            given.remove(Keyword.SSLCERT);
            given.remove(Keyword.SSLKEY);
            return;
        }
        addFile(Keyword.SSLCERT, folder.resolve("postgresql.crt"));
        if (given.containsKey(Keyword.SSLCERT)) {
            given.putIfAbsent(Keyword.SSLKEY, folder.resolve("postgresql.key").toString());
        }
    }

    private void addFile(Keyword keyword, Path file) {
        if (Files.isRegularFile(file)) {
            given.putIfAbsent(keyword, file.toString());
        }
    }
}
