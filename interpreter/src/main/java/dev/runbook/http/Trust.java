package dev.runbook.http;

import java.nio.file.Path;

/// Whom a TLS connection believes.
public sealed interface Trust {
    Trust DEFAULT = new Known();

    /// The authorities that Java knows.
    record Known() implements Trust {}

    /// The certificates in a PEM file, and nobody else.
    record Authorities(Path pem) implements Trust {}

    /// Anybody: no certificate and no host name is looked at. For a test of a machine whose certificate is broken.
    record Anybody() implements Trust {}
}
