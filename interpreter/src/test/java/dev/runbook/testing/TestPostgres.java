package dev.runbook.testing;

import dev.runbook.sandbox.Sandbox;
import dev.runbook.sandbox.SandboxOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// The PostgreSQL of a test run: in a container where a Docker engine answers, else a sandbox of our own.
///
/// `-Drunbook.test.postgres=docker|embedded` insists on one; `auto` is the default. `RUNBOOK_TEST_POSTGRES_IMAGE` names
/// another image than [#IMAGE].
public final class TestPostgres implements AutoCloseable {
    static final String IMAGE = "postgres:15";

    private final Runnable stop;
    private final String way;
    private final String address;
    private final String user;
    private final String password;
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres(Runnable stop, String way, String address, String user, String password) {
        this.stop = stop;
        this.way = way;
        this.address = address;
        this.user = user;
        this.password = password;
    }

    /// Starts the server in the way that the system property asks for.
    static TestPostgres start() {
        String wanted = System.getProperty("runbook.test.postgres", "auto");
        return switch (wanted) {
            case "docker" -> docker();
            case "embedded" -> embedded();
            case "auto" -> hasImage() ? docker() : embedded();
            default -> throw new IllegalArgumentException("runbook.test.postgres is none of auto, docker, embedded: "
                    + wanted);
        };
    }

    private static TestPostgres embedded() {
        return with(Map.of());
    }

    /// A server of the test's own, with settings that the shared one has not.
    public static TestPostgres with(Map<String, String> settings) {
        return on(Sandbox.start(SandboxOptions.standard().withSettings(settings)));
    }

    /// A server that somebody has started.
    static TestPostgres on(Sandbox sandbox) {
        return new TestPostgres(sandbox::close, "sandbox, PostgreSQL " + sandbox.version(),
                sandbox.host() + ":" + sandbox.port(), sandbox.user(), sandbox.password());
    }

    /// The password is long: one that is a word would be masked wherever the word stands.
    private static TestPostgres docker() {
        PostgreSQLContainer container = new PostgreSQLContainer(
                DockerImageName.parse(image()).asCompatibleSubstituteFor("postgres"))
                .withUsername("postgres").withPassword(UUID.randomUUID().toString());
        container.start();
        return new TestPostgres(container::stop, "Docker image " + image(),
                container.getHost() + ":" + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(), container.getPassword());
    }

    /// Whether an engine answers and has the image, or can get it. Testcontainers would find that out too, but an engine
    /// that reaches no registry costs it minutes.
    private static boolean hasImage() {
        return runs("docker", "image", "inspect", image()) || runs("docker", "pull", "-q", image());
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit().join().exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static String image() {
        String image = System.getenv("RUNBOOK_TEST_POSTGRES_IMAGE");
        return image == null || image.isBlank() ? IMAGE : image;
    }

    /// How the server is run, for people: `Docker image postgres:15`.
    public String way() {
        return way;
    }

    /// Makes a database that nobody else uses: empty, dropped when it is closed.
    public TestDatabase newDatabase() {
        String name = "test_" + databases.incrementAndGet();
        execute("create database " + name + " template template0 encoding 'UTF8'");
        return new TestDatabase(this, address, name, user, password);
    }

    /// Makes a copy of a database to which nobody is connected.
    public TestDatabase copyOf(TestDatabase other) {
        String name = "test_" + databases.incrementAndGet();
        execute("create database " + name + " template " + other.name());
        return new TestDatabase(this, address, name, user, password);
    }

    void drop(String database) {
        execute("drop database " + database + " with (force)");
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + address + "/template1", user,
                password); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
