package dev.runbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runbook.database.Unreachable.Reason;
import dev.runbook.database.fence.ServerIdentity;
import dev.runbook.database.wire.ServerMessage;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectingTest {
    private static final LocalServer SERVER = LocalServer.shared();
    private static final String LOCAL = "postgresql://postgres:secret@127.0.0.1:" + SERVER.port() + "/postgres";

    @Test
    void eachWayOfNotGettingInHasItsReason() {
        assertThat(refused(LOCAL.replace("secret", "wrong")).reason()).isEqualTo(Reason.WRONG_PASSWORD);
        assertThat(refused(LOCAL.replace(":secret", "")).reason()).isEqualTo(Reason.PASSWORD_MISSING);
        assertThat(refused(LOCAL.replaceFirst("postgres$", "nowhere")).reason()).isEqualTo(Reason.NO_SUCH_DATABASE);
        assertThat(refused(LOCAL.replaceFirst(":\\d+/", ":1/")).reason()).isEqualTo(Reason.NOT_LISTENING);
        assertThat(refused(LOCAL.replace("127.0.0.1", "no.such.host.invalid")).reason()).isEqualTo(Reason.NO_SUCH_HOST);
        assertThat(refused(LOCAL + "?sslmode=require").reason()).isEqualTo(Reason.TLS);
    }

    @Test
    void theProblemNamesTheTargetAndNeverThePassword() {
        Problem problem = refused(LOCAL.replace("secret", "hush")).problems().getFirst();
        assertThat(problem.title()).contains("postgresql://postgres@127.0.0.1:" + SERVER.port() + "/postgres")
                .contains("password authentication failed").doesNotContain("hush");
        assertThat(problem.advice()).contains("PGPASSWORD");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(
                    refused("postgresql://127.0.0.1:" + silent.getLocalPort() + "/x?connect_timeout=1&sslmode=disable")
                            .reason())
                    .isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void theDatabaseServersUnixSocketIsReachedLikePsqlReachesIt() {
        String url = "host=" + SERVER.socketDirectory() + " port=" + SERVER.port() + " user=postgres password=secret";
        try (Session session = Session.open(SERVER.settings(url), SessionOptions.named("unix"))) {
            assertThat(Asking.rows(session, "SELECT inet_server_addr()").getFirst()).containsOnlyNulls();
            assertThat(ServerIdentity.of(session).address()).isEqualTo(SERVER.socketDirectory() + ":" + SERVER.port());
        }
    }

    @Test
    void aMissingUnixSocketSaysSo() {
        assertThat(refused("host=/tmp/nowhere user=postgres").reason()).isEqualTo(Reason.NOT_LISTENING);
    }

    @Test
    void applicationNameAndSettingsSurviveAReset() {
        SessionOptions options = SessionOptions.named("größe".repeat(20)).with(Map.of("statement_timeout", "5min"));
        try (Session session = Session.open(SERVER.settings(), options)) {
            session.execute("SET statement_timeout = 0");
            session.execute("SET search_path = ''");
            session.reset();
            assertThat(show(session, "statement_timeout")).isEqualTo("5min");
            assertThat(show(session, "search_path")).isEqualTo("\"$user\", public");
            assertThat(show(session, "application_name")).hasSize(63).startsWith("gr??e");
            assertThat(show(session, "client_connection_check_interval")).isEqualTo("1s");
            assertThat(show(session, "tcp_keepalives_idle")).isEqualTo("30");
            assertThat(show(session, "tcp_keepalives_interval")).isEqualTo("10");
            assertThat(show(session, "tcp_keepalives_count")).isEqualTo("3");
            assertThat(show(session, "idle_in_transaction_session_timeout")).isEqualTo("10min");
        }
    }

    @Test
    void aSessionSaysWhatItIsAtUntilEverythingIsReset() {
        try (Session session = Session.open(SERVER.settings(), SessionOptions.named("runbook abc123 x"))) {
            session.name("runbook abc123 at it's");
            assertThat(show(session, "application_name")).isEqualTo("runbook abc123 at it's");
            session.execute("RESET ALL");
            assertThat(show(session, "application_name")).isEqualTo("runbook abc123 x");
            session.execute("BEGIN");
            session.name("runbook abc123 at two");
            session.execute("ROLLBACK");
            assertThat(show(session, "application_name")).isEqualTo("runbook abc123 x");
            session.name("runbook abc123 at two");
            assertThat(show(session, "application_name")).isEqualTo("runbook abc123 at two");
        }
    }

    @Test
    void aSettingThatTheServerRefusesIsAProblem() {
        assertThat(titles(Map.of("statement_timeout", "soon"))).singleElement().asString()
                .contains("invalid value for parameter");
        assertThat(titles(Map.of("synchronous_commit", "off")))
                .containsExactly("synchronous_commit = off is not possible");
    }

    @Test
    void aDatabaseWhoseCommitsAreAsynchronousGetsSynchronousOnesFromUs() {
        try (Session admin = SERVER.session("ALTER DATABASE postgres SET synchronous_commit = off");
                Session session = SERVER.session()) {
            assertThat(show(session, "synchronous_commit")).isEqualTo("on");
            admin.execute("ALTER DATABASE postgres RESET synchronous_commit");
        }
    }

    @Test
    void aTerminatedSessionIsLostAndStaysLost() {
        try (Session session = SERVER.session(); Session other = SERVER.session()) {
            other.execute("SELECT pg_terminate_backend(" + session.pid() + ", 5000)");
            assertThat(session.execute("SELECT 1")).isInstanceOfSatisfying(StatementResult.Lost.class,
                    lost -> assertThat(lost.error()).isNotNull().extracting(ServerMessage::sqlState)
                            .isEqualTo("57P01"));
            assertThat(session.isLost()).isTrue();
            assertThat(session.execute("SELECT 1")).isInstanceOf(StatementResult.Lost.class);
        }
    }

    private static @Nullable String show(Session session, String name) {
        return Asking.cell(session, "SHOW " + name);
    }

    private static List<String> titles(Map<String, String> settings) {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> Session.open(SERVER.settings(), SessionOptions.named("x").with(settings)));
        return refusal.problems().stream().map(Problem::title).toList();
    }

    private static Unreachable refused(String url) {
        return catchThrowableOfType(Unreachable.class,
                () -> Session.open(SERVER.settings(url), SessionOptions.named("x")));
    }
}
