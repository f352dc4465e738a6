package dev.runbook.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the program prints and reads.
///
/// @param interactive whether a person sits in front of it, who can be asked
/// @param terminal whether what is printed is seen on a terminal
public record Terminal(PrintStream out, PrintStream err, BufferedReader in, boolean interactive, boolean terminal) {

    /// The JDK's own console stands in where there is no terminal; its absence is asked for all the same, since the
    /// documentation allows it.
    @SuppressWarnings("SystemConsoleNull")
    public static Terminal system() {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return new Terminal(utf8(System.out), utf8(System.err),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), terminal, terminal);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }
}
