package dev.runbook.database;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.problem.Problem;
import dev.runbook.problem.Refusal;
import java.io.EOFException;
import java.io.Serial;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// A server that could not be connected to: nothing was touched.
public final class Unreachable extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Why, as far as a program can act on it.
    public enum Reason {
        NOT_LISTENING("Start the server, or correct the host and the port."), NO_SUCH_HOST(
                "Correct the host's name, or look at the name service."), TIMED_OUT(
                        "Look at the network between here and there, at firewalls first; connect_timeout sets how long is waited."), WRONG_PASSWORD(
                                "Correct the password (PGPASSWORD, ~/.pgpass, or in the URL) or the user."), PASSWORD_MISSING(
                                        "Give the password in PGPASSWORD, in ~/.pgpass, or in the URL."), NOT_ALLOWED(
                                                "The server's pg_hba.conf must let this user in from this machine; pg_hba_file_rules shows it."), NO_SUCH_DATABASE(
                                                        "Correct the database's name; psql -l lists them."), TLS(
                                                                "Correct sslmode, sslrootcert, sslcert and sslkey, or the server's certificate."), TOO_MANY_CONNECTIONS(
                                                                        "Wait until sessions end, or end some; pg_stat_activity lists them."), STARTING_OR_STOPPING(
                                                                                "The server is starting, recovering or shutting down: wait for it."), NO_STANDBY(
                                                                                        "The connection is marked `replica: true`: point it to a standby (after a failover, another server is one), or take the mark away."), NOT_READ_ONLY(
                                                                                                "Something between here and there, a pooler say, drops the settings that open a session: connect to the server itself."), REFUSED(
                                                                                                        "Read the server's words above, and its log.");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }
    }

    private static final Pattern TLS_WORDS = Pattern.compile("SSL|hostnameverifier");

    private final Reason reason;

    private Unreachable(Reason reason, Problem problem) {
        super(problem);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static Unreachable because(SQLException e, ConnectionSettings settings) {
        Reason reason = reason(e, settings);
        return because(reason, settings, words(e));
    }

    /// @param words what is wrong there
    static Unreachable because(Reason reason, ConnectionSettings settings, String words) {
        String advice = Stream.concat(Stream.of(reason.advice), settings.remarks().stream())
                .collect(Collectors.joining("\n"));
        return new Unreachable(reason, Problem.error(null,
                "cannot connect to " + settings.displayed() + " (" + settings.origin() + "): " + words, advice));
    }

    private static Reason reason(SQLException e, ConnectionSettings settings) {
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01" -> Reason.WRONG_PASSWORD;
            case "28000" -> Reason.NOT_ALLOWED;
            case "3D000" -> Reason.NO_SUCH_DATABASE;
            case "53300" -> Reason.TOO_MANY_CONNECTIONS;
            case "57P03", "57P01" -> Reason.STARTING_OR_STOPPING;
            default -> settings.password() == null && needsPassword(e) ? Reason.PASSWORD_MISSING : byCause(e);
        };
    }

    private static boolean needsPassword(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return "08004".equals(e.getSQLState()) && message.contains("password");
    }

    private static Reason byCause(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return Reason.NO_SUCH_HOST;
                }
                case SocketTimeoutException _ -> {
                    return Reason.TIMED_OUT;
                }
                case SSLException _ -> {
                    return Reason.TLS;
                }
                case SocketException _,EOFException _ -> {
                    return Reason.NOT_LISTENING;
                }
                default -> {
                    // a wrapper: look at its cause
                }
            }
        }
        return TLS_WORDS.matcher(String.valueOf(e.getMessage())).find() ? Reason.TLS : Reason.REFUSED;
    }

    /// The innermost words, which say most: the driver wraps them in sentences of its own.
    private static String words(SQLException e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String words = String.valueOf(last.getMessage());
        return last instanceof UnknownHostException ? "no such host: " + words : words;
    }
}
