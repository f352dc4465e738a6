package dev.runbook.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request to make, and how.
///
/// @param uri as it was written; what is wrong with it is the call's failure
/// @param body sent as UTF-8, or null for none
/// @param timeout for everything from the connection to the last byte of the answer
public record HttpCall(String method, String uri, List<Header> headers, @Nullable String body, Duration timeout,
        Redirects redirects, Trust trust) {
    /// How long a call may take unless it says otherwise.
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    public HttpCall {
        headers = List.copyOf(headers);
    }

    /// A header field; one name may stand there several times.
    public record Header(String name, String value) {}

    /// What to do with an answer that says "elsewhere". Credentials go to the first address only.
    public enum Redirects {
        /// It is the answer.
        NEVER,
        /// Go there, but never from https to http.
        NORMAL,
        /// Go there.
        ALWAYS
    }

    public static HttpCall get(String uri) {
        return new HttpCall("GET", uri, List.of(), null, TIMEOUT, Redirects.NORMAL, Trust.DEFAULT);
    }

    public HttpCall withMethod(String other, @Nullable String content) {
        return new HttpCall(other, uri, headers, content, timeout, redirects, trust);
    }

    public HttpCall withHeaders(List<Header> others) {
        return new HttpCall(method, uri, others, body, timeout, redirects, trust);
    }

    public HttpCall withTimeout(Duration other) {
        return new HttpCall(method, uri, headers, body, other, redirects, trust);
    }

    public HttpCall withRedirects(Redirects other) {
        return new HttpCall(method, uri, headers, body, timeout, other, trust);
    }

    public HttpCall withTrust(Trust other) {
        return new HttpCall(method, uri, headers, body, timeout, redirects, other);
    }
}
