package dev.runbook.http;

import dev.runbook.http.HttpResult.Failed;
import dev.runbook.http.HttpResult.Reason;
import dev.runbook.value.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says what the JDK's exceptions mean, and what to do about it.
final class HttpFailures {
    private HttpFailures() {}

    static Failed timeout(HttpCall call, Duration took) {
        return new Failed(Reason.TIMEOUT, "no answer from " + where(call) + " in " + Durations.format(call.timeout()),
                "See whether the server is at work, or give it more time with timeout.", took);
    }

    static Failed cancelled(Duration took) {
        return new Failed(Reason.CANCELLED, "the call was cancelled",
                "What the server has done with it by then is not known.", took);
    }

    /// A call that can't even be put together.
    static Failed impossible(HttpCall call, IllegalArgumentException e, Duration took) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("header")) {
            return new Failed(Reason.CALL, said, "The client sets some headers itself; leave this one out,"
                    + " or write it as HTTP allows.", took);
        }
        if (said.contains("method")) {
            return new Failed(Reason.CALL, said, "Write a method such as GET or POST.", took);
        }
        return new Failed(Reason.CALL, "\"" + call.uri() + "\" is not an address that can be called: " + said,
                "Write it whole, like https://host:8443/path?query, with spaces and the like as %20.", took);
    }

    static Failed explain(HttpCall call, Throwable e, Duration took) {
        return switch (e) {
            case UncheckedIOException file -> new Failed(Reason.FILE, "the body can't be written: "
                    + message(file.getCause()), "See whether the disk is full.", took);
            case SSLException tls -> tls(call, tls, took);
            case ConnectException refused -> connection(call, refused, took);
            case GeneralSecurityException pem -> unusable(call, pem, took);
            case NoSuchFileException pem -> unusable(call, pem, took);
            case IOException broken -> new Failed(Reason.CONNECTION, "the connection to " + where(call)
                    + " broke: " + message(broken), "See the server's log; it closed the connection, or a proxy did.",
                    took);
            default -> throw new IllegalStateException(e);
        };
    }

    private static Failed connection(HttpCall call, ConnectException e, Duration took) {
        if (caused(e, UnresolvedAddressException.class) != null) {
            return new Failed(Reason.NAME, "the host name of " + where(call) + " has no address",
                    "Correct it, or see whether this machine's name service works.", took);
        }
        return new Failed(Reason.CONNECTION, "there is no connection to " + where(call) + ": " + message(e),
                "Start the server, or correct host and port; a firewall may be in between.", took);
    }

    private static Failed tls(HttpCall call, SSLException e, Duration took) {
        String title = "no TLS connection to " + where(call) + ": ";
        if (caused(e, CertificateExpiredException.class) != null) {
            return new Failed(Reason.TLS, title + "its certificate has expired", "Renew the certificate.", took);
        }
        String said = message(e);
        if (said.contains("PKIX path")) {
            return new Failed(Reason.TLS, title + "its certificate is not signed by anyone we trust",
                    "Name the file with its authority's certificate (PEM) as `cacert`, if that is right.", took);
        }
        CertificateException name = caused(e, CertificateException.class);
        if (name != null) {
            return new Failed(Reason.TLS, title + message(name),
                    "Call it by a name that its certificate has.", took);
        }
        boolean plain = said.contains(" SSL message");
        return new Failed(Reason.TLS, title + said,
                plain ? "It seems to speak plain HTTP: write http://." : "See which TLS versions it speaks.", took);
    }

    private static Failed unusable(HttpCall call, Exception e, Duration took) {
        return new Failed(Reason.CALL, "the trusted certificates of the call to " + where(call)
                + " can't be read: " + message(e), "Name a PEM file, with lines like -----BEGIN CERTIFICATE-----.",
                took);
    }

    /// The address without user, path and query, which may hold secrets.
    private static String where(HttpCall call) {
        URI uri = URI.create(call.uri());
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private static String message(@Nullable Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at.getMessage() != null) {
                return at.getMessage();
            }
        }
        return e == null ? "" : e.getClass().getSimpleName();
    }

    private static <T extends Throwable> @Nullable T caused(Throwable e, Class<T> type) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
