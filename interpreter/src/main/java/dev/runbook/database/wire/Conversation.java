package dev.runbook.database.wire;

import java.io.InputStream;
import java.io.OutputStream;

/// The two directions of one socket, and how far the talk has come: the client's first packets decide whether
/// the server's bytes are messages, a single letter, or ciphertext.
final class Conversation {
    /// How the server's bytes are to be read.
    enum Phase {
        /// One letter answers a request for encryption.
        NEGOTIATING,
        /// Messages: a letter, a length, a payload.
        MESSAGES,
        /// Nothing for us: ciphertext, or a request to cancel.
        OPAQUE
    }

    private final ObservedInput input;
    private final ObservedOutput output;
    private volatile Phase phase = Phase.MESSAGES;

    Conversation(InputStream source, OutputStream sink, Wire wire) {
        this.input = new ObservedInput(source, wire, this);
        this.output = new ObservedOutput(sink, wire, this);
    }

    InputStream input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }
}
