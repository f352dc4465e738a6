package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TlsTest {
    private static final Path CERTIFICATES = makeCertificates();
    private static final LocalServer SERVER = LocalServer.start("ssl=on", "fsync=off",
            "ssl_cert_file='" + CERTIFICATES.resolve("server.crt") + "'",
            "ssl_key_file='" + CERTIFICATES.resolve("server.key") + "'");

    private static Path makeCertificates() {
        Path directory = Path.of(LocalServer.run("mktemp", "-d").strip());
        LocalServer.run("sh", "-ec", """
                cd %s
                openssl req -new -x509 -days 2 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=ca -keyout ca.key -out ca.crt
                openssl req -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=localhost -keyout server.key -out server.csr
                printf 'subjectAltName=DNS:localhost' > san
                openssl x509 -req -in server.csr -days 2 -CA ca.crt -CAkey ca.key -CAcreateserial -extfile san -out server.crt
                openssl req -new -x509 -days 2 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=other -keyout other.key -out other.crt
                chmod 755 . ; chmod 600 server.key ; [ $(id -u) != 0 ] || chown postgres server.key
                """.formatted(directory));
        return directory;
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        LocalServer.run("rm", "-rf", CERTIFICATES.toString());
    }

    @Test
    void anEncryptedSessionIsObservedLikeAnyOther() {
        try (Session session = open("localhost", "sslmode=verify-full&sslrootcert=" + CERTIFICATES.resolve("ca.crt"))) {
            assertThat(Asking.cell(session, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).isEqualTo("t");
            assertThat(Asking.answer(session, "SELECT generate_series(1, 100000)").count()).isEqualTo(100_000);
            assertThat(Asking.cell(session, "SELECT source FROM pg_settings WHERE name = 'DateStyle'"))
                    .isEqualTo("configuration file");
        }
    }

    @Test
    void preferEncryptsWhereTheServerCan() {
        try (Session session = open("127.0.0.1", "sslmode=prefer")) {
            assertThat(Asking.cell(session, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).isEqualTo("t");
        }
    }

    @Test
    void anEncryptedStatementCanBeCancelled() {
        try (Session session = open("127.0.0.1", "sslmode=require")) {
            StatementResult result = session.execute("DO $$ BEGIN RAISE NOTICE 'x'; PERFORM pg_sleep(20); END $$",
                    new StatementListener() {
                        @Override
                        public void notice(dev.runbook.database.wire.ServerMessage notice) {
                            assertThat(session.cancel()).isTrue();
                        }
                    });
            assertThat(result).isInstanceOf(StatementResult.Failed.class);
        }
    }

    @Test
    void aServerThatIsNotTheOneMeantIsRefused() {
        assertThat(refused("127.0.0.1", "sslmode=verify-full&sslrootcert=" + CERTIFICATES.resolve("ca.crt")))
                .isEqualTo(Unreachable.Reason.TLS);
        assertThat(refused("localhost", "sslmode=verify-ca&sslrootcert=" + CERTIFICATES.resolve("other.crt")))
                .isEqualTo(Unreachable.Reason.TLS);
        assertThat(refused("localhost", "sslmode=require&sslrootcert=" + CERTIFICATES.resolve("other.crt")))
                .isEqualTo(Unreachable.Reason.TLS);
        assertThat(refused("localhost", "sslmode=verify-full&sslrootcert=/nowhere")).isEqualTo(Unreachable.Reason.TLS);
    }

    private static Unreachable.Reason refused(String host, String query) {
        return catchThrowableOfType(Unreachable.class, () -> open(host, query)).reason();
    }

    private static Session open(String host, String query) {
        return Session.open(
                SERVER.settings("postgresql://postgres:secret@" + host + ":" + SERVER.port() + "/postgres?" + query),
                SessionOptions.named("tls"));
    }
}
