package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that lets a user in by certificate, from files as libpq takes them.
class ClientCertificateTest {
    private static final Path FILES = make();
    private static final LocalServer SERVER = LocalServer.start("ssl=on", "fsync=off",
            "ssl_cert_file='" + FILES.resolve("server.crt") + "'", "ssl_key_file='" + FILES.resolve("server.key") + "'",
            "ssl_ca_file='" + FILES.resolve("ca.crt") + "'", "hba_file='" + FILES.resolve("hba") + "'");

    private static Path make() {
        Path directory = Path.of(LocalServer.run("mktemp", "-d").strip());
        LocalServer.run("sh", "-ec", """
                cd %s
                ec="ec -pkeyopt ec_paramgen_curve:prime256v1"
                openssl req -new -x509 -days 2 -nodes -newkey $ec -subj /CN=ca -keyout ca.key -out ca.crt
                sign() { openssl x509 -req -in $1.csr -days 2 -CA ca.crt -CAkey ca.key -CAcreateserial $2 -out $1.crt; }
                printf 'subjectAltName=DNS:localhost' > san
                openssl req -new -nodes -newkey $ec -subj /CN=localhost -keyout server.key -out server.csr
                sign server '-extfile san'
                openssl req -new -nodes -newkey $ec -subj /CN=postgres -keyout ec.key -out ec.csr
                sign ec
                openssl req -new -nodes -newkey rsa:2048 -subj /CN=postgres -keyout rsa.key -out rsa.csr
                sign rsa
                openssl ec -in ec.key -out ec-old.key
                openssl rsa -in rsa.key -traditional -out rsa-old.key
                openssl pkcs8 -topk8 -in ec.key -passout 'pass:o pen&' -out ec-locked.key
                openssl pkcs8 -topk8 -in rsa.key -passout 'pass:o pen&' -out rsa-locked.key
                openssl rsa -in rsa.key -traditional -aes256 -passout 'pass:o pen&' -out rsa-older.key
                openssl pkcs8 -topk8 -nocrypt -in ec.key -outform DER -out ec-der.key
                echo 'hostssl all all 127.0.0.1/32 cert' > hba
                chmod 755 . ; chmod 644 hba ; chmod 600 *.key
                [ $(id -u) != 0 ] || chown postgres server.key
                """.formatted(directory));
        return directory;
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        LocalServer.run("rm", "-rf", FILES.toString());
    }

    @ParameterizedTest
    @CsvSource({"ec, ec", "rsa, rsa", "ec, ec-old", "rsa, rsa-old", "ec, ec-locked", "rsa, rsa-locked", "ec, ec-der"})
    void aKeyAsOpenSslWritesItLetsIn(String certificate, String key) {
        try (Session session = open("sslmode=verify-full&sslrootcert=" + FILES.resolve("ca.crt"), certificate, key)) {
            assertThat(Asking.cell(session, "SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                    .isEqualTo("/CN=postgres");
        }
        try (Session session = open("sslmode=require", certificate, key)) {
            assertThat(Asking.cell(session, "SELECT current_user")).isEqualTo("postgres");
        }
    }

    @Test
    void theServerIsVerifiedAsWithoutACertificateOfOnesOwn() {
        assertThat(refused("sslmode=verify-full&sslrootcert=" + FILES.resolve("ec.crt"), "ec", "ec"))
                .contains("unable to find valid certification path");
    }

    @Test
    void whatIsWrongWithTheFilesIsSaid() throws IOException {
        assertThat(refused("sslmode=require", "none", "ec")).contains("there is no client certificate", "none.crt");
        assertThat(refused("sslmode=require", "ec", "none")).contains("there is no private key", "none.key", "sslkey");
        assertThat(refused("sslmode=require&sslpassword=wrong", "ec", "ec-locked"))
                .contains("sslpassword does not open");
        assertThat(refused("sslmode=require&sslpassword=", "ec", "ec-locked"))
                .contains("give its password in sslpassword");
        assertThat(refused("sslmode=require", "rsa", "rsa-older")).contains("openssl pkcs8 -topk8 -in");
        assertThat(refused("sslmode=require", "rsa", "ec")).contains("is not the certificate's");
        assertThat(refused("sslmode=require&sslcertmode=disable", "ec", "ec"))
                .contains("connection requires a valid client certificate");
        Path open = FILES.resolve("open.key");
        Files.copy(FILES.resolve("ec.key"), open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refused("sslmode=require", "ec", "open")).contains("others may read it: chmod 0600");
    }

    private static String refused(String query, String certificate, String key) {
        return String.valueOf(
                catchThrowableOfType(Unreachable.class, () -> open(query, certificate, key).close()).getMessage());
    }

    private static Session open(String query, String certificate, String key) {
        String password = query.contains("sslpassword") ? "" : "&sslpassword=o%20pen%26";
        return Session.open(SERVER.settings("postgresql://postgres@localhost:" + SERVER.port() + "/postgres?" + query
                + "&sslcert=" + FILES.resolve(certificate + ".crt") + "&sslkey=" + FILES.resolve(key + ".key")
                + password),
                SessionOptions.named("certified"));
    }
}
