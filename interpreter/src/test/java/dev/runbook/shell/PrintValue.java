package dev.runbook.shell;

import java.nio.file.Path;
import java.util.Map;

/// A program that runs a script which prints the bytes of a value that has some outside of ASCII; started in several
/// locales by a test.
final class PrintValue {
    private PrintValue() {}

    public static void main(String[] arguments) throws Exception {
        ShellResult result = Shell.run(Shell.given("printf %s \"$VALUE\" | od -An -v -tx1 | tr -d ' \\n'",
                Path.of(arguments[0]), Map.of("VALUE", "Köln\n€'😀")));
        System.out.println(result.stdout().value() + result.stderr().value());
    }
}
