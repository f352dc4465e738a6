package dev.runbook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.runbook.problem.ProblemText;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("postgres")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxTest {
    private final List<String> progress = new ArrayList<>();
    private Sandbox sandbox;
    private String tablesAtFirst;

    @BeforeAll
    void start() throws SQLException {
        sandbox = Sandbox.start(SandboxOptions.standard()
                .withProgress(progress::add)
                .withSettings(Map.of("fsync", "on", "log_line_prefix", "it's \\ %p ")));
        tablesAtFirst = ask("select count(*) from pg_stat_user_tables");
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void isARealServerWithAnEmptyUtf8Database() throws SQLException {
        assertThat(ask("select current_database() || ' ' || current_user || ' ' || pg_encoding_to_char(encoding)"
                + " || ' ' || datcollate from pg_database where datname = current_database()"))
                .matches("sandbox postgres UTF8 C(\\.UTF-8)?");
        assertThat(tablesAtFirst).isEqualTo("0");
        assertThat(ask("show server_version")).startsWith(sandbox.version());
    }

    @Test
    void hasTheMajorVersionOfPgDump() {
        Version pgDump = Version.ofPgDump().orElseThrow();
        assertThat(sandbox.version()).startsWith(pgDump.major() + ".");
        assertThat(progress).singleElement().asString().startsWith("Starting PostgreSQL " + pgDump.major() + ".");
    }

    @Test
    void takesSettingsOverItsOwn() throws SQLException {
        assertThat(ask("show fsync")).isEqualTo("on");
        assertThat(ask("show full_page_writes")).isEqualTo("off");
        assertThat(ask("show log_line_prefix")).isEqualTo("it's \\ %p ");
    }

    @Test
    void listensOnThisMachineOnlyAndWantsItsPassword() throws SQLException {
        assertThat(ask("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask("show unix_socket_directories")).isEmpty();
        assertThatThrownBy(() -> DriverManager.getConnection(jdbcUrl(sandbox), sandbox.user(), "wrong"))
                .hasMessageContaining("password authentication failed");
        assertThat(sandbox.url()).isEqualTo("postgresql://postgres:" + sandbox.password() + "@127.0.0.1:"
                + sandbox.port() + "/sandbox");
    }

    @Test
    void copyOfAStoppedOneHasItsDataAndALifeOfItsOwn() throws SQLException {
        execute(sandbox, "create table copied as select 7 as n");
        sandbox.stop();
        try (Sandbox copy = sandbox.startCopy()) {
            execute(copy, "update copied set n = 8");
            sandbox.startAgain();
            assertThat(ask(copy, "select n from copied")).isEqualTo("8");
            assertThat(ask("select n from copied")).isEqualTo("7");
        }
    }

    @Test
    void committedWorkOutlivesACrash() throws SQLException {
        execute(sandbox, "create table durable as select 1");
        sandbox.crash();
        sandbox.startAgain();
        assertThat(ask("select count(*) from durable")).isEqualTo("1");
        assertThat(sandbox.log()).content().contains("was not properly shut down");
    }

    @Test
    void takesAnotherPortWhenItsOwnWasTaken() throws IOException, SQLException {
        int before = sandbox.port();
        sandbox.stop();
        try (ServerSocket _ = new ServerSocket(before, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            sandbox.startAgain();
        }
        assertThat(sandbox.port()).isNotEqualTo(before);
        assertThat(ask("select 1")).isEqualTo("1");
    }

    @Test
    void leavesNothingWhenClosed() {
        Sandbox shortLived = Sandbox.start(SandboxOptions.standard());
        Path folder = shortLived.dataDirectory().getParent();
        assertThat(folder).isDirectory();
        shortLived.close();
        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> ask(shortLived, "select 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void aServerThatDoesNotStartIsRefusedWithTheEndOfItsLog() throws IOException {
        SandboxOptions wrong = SandboxOptions.standard().withSettings(Map.of("shared_bufers", "1GB"));
        assertThatThrownBy(() -> Sandbox.start(wrong)).asInstanceOf(type(Refusal.class))
                .extracting(refusal -> ProblemText.render(refusal.problems())).asString()
                .contains("the server did not start")
                .contains("unrecognized configuration parameter \"shared_bufers\"");
    }

    @Test
    void aVersionThatIsNowhereIsRefused() {
        assertThatThrownBy(() -> Sandbox.start(SandboxOptions.standard().withMajor(99)))
                .isInstanceOf(Refusal.class)
                .hasMessage("there is no PostgreSQL 99 on this machine, nor embedded binaries of it");
    }

    @Test
    void dataInATablespaceElsewhereIsNotCopiedByHalf() throws SQLException, IOException {
        Path elsewhere = Files.createTempDirectory("tablespace");
        try (Sandbox other = Sandbox.start(SandboxOptions.standard())) {
            Files.setOwner(elsewhere, Files.getOwner(other.dataDirectory()));
            execute(other, "create tablespace elsewhere location '" + elsewhere + "'");
            other.stop();
            assertThatThrownBy(other::startCopy).hasMessage("a sandbox with tablespaces can't be copied");
        } finally {
            Trees.delete(elsewhere);
        }
    }

    private String ask(String sql) throws SQLException {
        return ask(sandbox, sql);
    }

    private static String jdbcUrl(Sandbox sandbox) {
        return "jdbc:postgresql://127.0.0.1:%d/sandbox".formatted(sandbox.port());
    }

    private static String ask(Sandbox sandbox, String sql) throws SQLException {
        try (Connection connection = connect(sandbox);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void execute(Sandbox sandbox, String sql) throws SQLException {
        try (Connection connection = connect(sandbox); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Sandbox sandbox) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(sandbox), sandbox.user(), sandbox.password());
    }
}
