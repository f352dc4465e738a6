package dev.runbook.database.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runbook.database.settings.ConnectionSettings.Written;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://ada:p%40ss@db.example:6432/shop?sslmode=require",
            "postgres://ada:p%40ss@db.example:6432/shop?sslmode=require",
            "postgresql:///shop?host=db.example&port=6432&user=ada&password=p%40ss&sslmode=require",
            "postgresql+psycopg2://ada:p%40ss@db.example:6432/shop?sslmode=require",
            "postgresql+asyncpg://ada:p%40ss@db.example:6432/shop?ssl=require",
            "jdbc:postgresql://db.example:6432/shop?user=ada&password=p%40ss&sslmode=require&prepareThreshold=0",
            "host=db.example port=6432 dbname=shop user=ada password='p@ss' sslmode=require",
            "host = db.example port= 6432 dbname =shop user=ada password=p\\@ss sslmode=require"})
    void everySpellingMeansTheSame(String text) {
        ConnectionSettings settings = of(text);
        assertThat(settings.libpqUrl()).isEqualTo("postgresql://ada:p%40ss@db.example:6432/shop?sslmode=require");
        assertThat(settings.displayed()).isEqualTo("postgresql://ada@db.example:6432/shop");
        assertThat(settings.password()).hasToString("***").isEqualTo(new Password("p@ss"));
    }

    @Test
    void jdbcsSslVerifiesTheServerAsTheDriverDoes() {
        assertThat(of("jdbc:postgresql://db.example/shop?ssl=true").sslMode()).isEqualTo("verify-full");
        assertThat(of("jdbc:postgresql:shop?currentSchema=a,b").environment())
                .containsEntry("PGOPTIONS", "-c search_path=a,b")
                .containsEntry("PGDATABASE", "shop");
    }

    @Test
    void whatATargetLeavesOpenComesFromTheEnvironmentAndThenFromLibpqsDefaults() {
        ConnectionSettings settings = of("postgresql://db.example", Map.of("PGUSER", "ada", "PGPORT", "6432"));
        assertThat(settings.libpqUrl()).isEqualTo("postgresql://ada@db.example:6432/ada");
        assertThat(of("postgresql://db.example").libpqUrl()).isEqualTo("postgresql://os-user@db.example:5432/os-user");
    }

    @Test
    void theFirstWrittenTargetBeatsDatabaseUrlWhichBeatsTheVariables() {
        Map<String, String> variables = Map.of("DATABASE_URL", "postgresql://two/x", "PGHOST", "three", "PGDATABASE",
                "y");
        Written written = new Written("postgresql://one/x", "--target", null);
        assertThat(ConnectionSettings.resolve(List.of(written), around(variables)).host()).isEqualTo("one");
        assertThat(ConnectionSettings.resolve(List.of(), around(variables)).origin()).isEqualTo("DATABASE_URL");
        ConnectionSettings last = ConnectionSettings.resolve(List.of(),
                around(Map.of("DATABASE_URL", "", "PGHOST", "three")));
        assertThat(last.host()).isEqualTo("three");
        assertThat(last.origin()).isEqualTo("PG* variables");
    }

    @Test
    void onlyAnExplicitTargetIsATarget() {
        assertThat(ConnectionSettings.isNamed(List.of(), around(Map.of("PGUSER", "ada")))).isFalse();
        assertThat(ConnectionSettings.isNamed(List.of(), around(Map.of("PGSERVICE", "prod")))).isTrue();
    }

    @Test
    void aForgottenHostAddressDoesNotLeadElsewhere() {
        assertThat(of("postgresql://staging/x", Map.of("PGHOSTADDR", "10.0.0.1")).other(Keyword.HOSTADDR)).isNull();
        assertThat(of("dbname=x", Map.of("PGHOSTADDR", "10.0.0.1")).host()).isEqualTo("10.0.0.1");
    }

    @Test
    void childrenGetTheSameDatabaseInLibpqsVariables() {
        ConnectionSettings settings = of(
                "postgresql://ada:s/x@[::1]:6432/shop?sslmode=verify-full&sslrootcert=/ca.crt".replace("s/x", "s%2Fx"),
                Map.of("PGTZ", "Europe/Prague", "PGHOST", "elsewhere"));
        assertThat(settings.environment()).containsExactlyInAnyOrderEntriesOf(Map.of("DATABASE_URL",
                "postgresql://ada:s%2Fx@[::1]:6432/shop?sslmode=verify-full&sslrootcert=%2Fca.crt", "PGHOST", "::1",
                "PGPORT",
                "6432", "PGUSER", "ada", "PGDATABASE", "shop", "PGPASSWORD", "s/x", "PGSSLMODE", "verify-full",
                "PGSSLROOTCERT", "/ca.crt", "PGTZ", "Europe/Prague"));
        assertThat(settings.secrets()).containsExactlyInAnyOrder("s/x", "s%2Fx");
        assertThat(settings.settings()).isEqualTo(Map.of("TimeZone", "Europe/Prague"));
        assertThat(settings.toString()).doesNotContain("s/x").doesNotContain("s%2Fx");
    }

    @Test
    void aUnixSocketsDirectoryStaysOne() {
        ConnectionSettings settings = of("postgresql://%2Fvar%2Frun%2Fpostgresql/shop");
        assertThat(settings.isUnixSocket()).isTrue();
        assertThat(settings.displayed()).isEqualTo("shop as os-user on /var/run/postgresql/.s.PGSQL.5432");
        assertThat(of(settings.libpqUrl())).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mysql://ada:hush@db/shop                    | not a PostgreSQL URL
            shop                                        | neither a URL nor a connection string
            postgresql:ada:hush@db/shop                 | "//" is missing after the scheme
            postgresql://ada:hush@db:54x2/shop          | not a port
            postgresql://ada:hush@db:99999/shop         | not a port: 99999
            postgresql://ada:hu/hush@db/shop            | not a port
            host=db password=hu hush=3                  | unknown connection parameter
            postgresql://ada:hush@a,b/shop              | several hosts
            postgresql://ada:hush@[::1/shop             | "[" without "]" in the host
            postgresql://ada:hush@db/shop?sslmod=x      | unknown connection parameter "sslmod"
            postgresql://ada:hush@db/shop?sslmode=x     | unknown sslmode "x"
            postgresql://ada:hush@db/shop?sslmode       | a parameter without "=" after the "?"
            postgresql://ada:hush%zz@db/shop            | "%" without two hexadecimal digits after it
            postgresql://ada:hush%ff@db/shop            | what is percent-encoded is not UTF-8
            host=db password='hush                      | the quoted value of password does not end
            host=db hush                                | not a connection string: a word without "=" after it
            host=db password=hush replication=database  | a replication connection runs no runbook
            service=nowhere password=hush               | no service "nowhere" in any service file
            """)
    void aMistakeIsToldWithoutThePassword(String text, String title) {
        Problem problem = catchThrowableOfType(Refusal.class, () -> of(text)).problems().getFirst();
        assertThat(problem.title()).isEqualTo("--target: " + title);
        assertThat(problem.advice()).isNotEmpty();
        assertThat(problem.title() + problem.advice()).doesNotContain("hush");
    }

    /// What keeps somebody out elsewhere is not passed over in silence here.
    @ParameterizedTest
    @ValueSource(strings = {"sslcrl=/x", "sslcrldir=/x", "require_auth=scram-sha-256", "requirepeer=postgres",
            "ssl_max_protocol_version=TLSv1.2", "ssl_min_protocol_version=TLSv1.3", "sslnegotiation=direct",
            "gssencmode=require", "sslcertmode=require", "sslrootcert=system"})
    void whatIsNotBuiltIsRefused(String word) {
        String name = word.substring(0, word.indexOf('='));
        assertThatThrownBy(() -> of("postgresql://ada@db.example/shop?" + word)).isInstanceOf(Refusal.class)
                .hasMessageContaining(name).hasMessageContaining("not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslnegotiation=postgres", "gssencmode=prefer", "sslcertmode=allow",
            "ssl_min_protocol_version=TLSv1.2"})
    void whatChangesNothingIsTaken(String word) {
        assertThat(of("postgresql://ada@db.example/shop?" + word).host()).isEqualTo("db.example");
    }

    @Test
    void libpqsOwnFilesAreTakenWhereNoneAreNamed() throws IOException {
        assertThat(of("host=db.example").other(Keyword.SSLKEY)).isNull();
        Path folder = Files.createDirectory(home.resolve(".postgresql"));
        Files.writeString(folder.resolve("root.crt"), "");
        Files.writeString(folder.resolve("postgresql.crt"), "");
        ConnectionSettings settings = of("host=db.example");
        assertThat(settings.other(Keyword.SSLROOTCERT)).isEqualTo(folder.resolve("root.crt").toString());
        assertThat(settings.other(Keyword.SSLCERT)).isEqualTo(folder.resolve("postgresql.crt").toString());
        assertThat(settings.other(Keyword.SSLKEY)).isEqualTo(folder.resolve("postgresql.key").toString());
        assertThat(of("host=db.example sslcert=/a sslkey=/b").other(Keyword.SSLKEY)).isEqualTo("/b");
        assertThat(of("host=db.example sslcertmode=disable").other(Keyword.SSLCERT)).isNull();
    }

    @Test
    void aWordThatIsNearlyRightIsNamed() {
        assertThatThrownBy(() -> of("host=db utterly=x")).isInstanceOfSatisfying(Refusal.class,
                r -> assertThat(r.problems().getFirst().title()).isEqualTo("--target: unknown connection parameter"));
        assertThatThrownBy(() -> of("host=db dbnam=x")).isInstanceOfSatisfying(Refusal.class,
                r -> assertThat(r.problems().getFirst().advice()).endsWith("Did you mean \"dbname\"?"));
    }

    @Test
    void aServiceFillsWhatIsNotSaid() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), """
                # ours
                [staging]
                host=staging.example
                [prod]
                host=prod.example
                port=6432
                user=ada
                """);
        assertThat(of("service=prod user=eve dbname=shop").libpqUrl())
                .isEqualTo("postgresql://eve@prod.example:6432/shop");
        assertThat(of("dbname=shop", Map.of("PGSERVICE", "staging", "PGHOST", "ignored")).host())
                .isEqualTo("staging.example");
        Path chosen = Files.writeString(home.resolve("services"), "[prod]\nhost=other\n");
        assertThat(of("postgresql://?service=prod", Map.of("PGSERVICEFILE", chosen.toString())).host())
                .isEqualTo("other");
    }

    @Test
    void thePasswordFilesFirstMatchingLineCounts() throws IOException {
        passwords("rw-------", """
                # comment
                db.example:5432:shop:eve:no
                db.example:*:shop:ada:a\\:b\\\\c:d
                *:*:*:*:last
                """);
        assertThat(of("postgresql://ada@db.example/shop").password()).isEqualTo(new Password("a:b\\c:d"));
        assertThat(of("postgresql://ada@db.example/other").password()).isEqualTo(new Password("last"));
        assertThat(of("postgresql://ada:mine@db.example/shop").password()).isEqualTo(new Password("mine"));
    }

    @Test
    void aPasswordFileThatOthersMayReadIsNotUsed() throws IOException {
        Path file = passwords("rw-r-----", "*:*:*:*:secret");
        ConnectionSettings settings = of("postgresql://db.example/shop");
        assertThat(settings.password()).isNull();
        assertThat(settings.remarks()).singleElement().asString().contains("chmod 0600 " + file);
    }

    private Path passwords(String permissions, String text) throws IOException {
        Path file = Files.writeString(home.resolve(".pgpass"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private ConnectionSettings of(String text) {
        return of(text, Map.of());
    }

    private ConnectionSettings of(String text, Map<String, String> variables) {
        return ConnectionSettings.of(new Written(text, "--target", null), around(variables));
    }

    private Surroundings around(Map<String, String> variables) {
        return new Surroundings(variables, "os-user", home);
    }
}
