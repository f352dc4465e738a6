package dev.runbook.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Somewhere else where scripts run, reached by a command that carries our standard input there and brings back both
/// output streams and the exit code.
public sealed interface Host {
    /// What runbooks call this machine; no host is named so.
    String LOCAL = "local";

    /// A command that is given a program to run behind its own words: `docker compose exec -T api`.
    ///
    /// @param directory where scripts run on the host, or null for where the host puts them
    record Exec(List<String> command, @Nullable String directory) implements Host {
        private static final Pattern PIECE = Pattern.compile("'[^']*'|\"[^\"]*\"|\\\\.|[^\\s]");
        private static final Pattern WORD = Pattern.compile("(?:" + PIECE + ")+");

        public Exec {
            command = List.copyOf(command);
        }

        /// A command as it is written in a shell: words between spaces, quotes around what belongs together.
        public static Exec of(String command, @Nullable String directory) {
            return new Exec(words(command), directory);
        }

        private static List<String> words(String command) {
            return WORD.matcher(command).results()
                    .map(word -> PIECE.matcher(word.group()).replaceAll(p -> Matcher.quoteReplacement(unquoted(p))))
                    .toList();
        }

        private static String unquoted(MatchResult piece) {
            String text = piece.group();
            char first = text.charAt(0);
            return first == '\'' || first == '"'
                    ? text.substring(1, text.length() - 1)
                    : first == '\\' && text.length() > 1 ? text.substring(1) : text;
        }

        @Override
        public List<String> reach(String bootstrap) {
            return join(command, List.of("sh", "-c", bootstrap));
        }
    }

    /// A machine that `ssh` reaches without asking anything.
    ///
    /// @param destination `host`, `user@host` or a name of the ssh configuration
    /// @param options put before our own, so that they win: `-p`, `2222`, `-o`, `ProxyJump=bastion`
    record Ssh(String destination, List<String> options, @Nullable String directory) implements Host {
        private static final List<String> OURS = List.of("-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=15", "-o",
                "ServerAliveInterval=15");

        public Ssh {
            options = List.copyOf(options);
        }

        /// One word for the remote login shell to take apart: whatever shell that is, single quotes mean the same.
        @Override
        public List<String> reach(String bootstrap) {
            String remote = "exec sh -c '" + bootstrap + "'";
            return join(join(List.of("ssh"), options), join(OURS, List.of("--", destination, remote)));
        }
    }

    /// Another user of this machine, whom `sudo` lets us be without asking for a password.
    record Sudo(String user, @Nullable String directory) implements Host {
        @Override
        public List<String> reach(String bootstrap) {
            return List.of("sudo", "-n", "-u", user, "--", "sh", "-c", bootstrap);
        }
    }

    @Nullable
    String directory();

    /// The command that runs the bootstrap there.
    ///
    /// @param bootstrap a line of POSIX shell without a single quote in it
    List<String> reach(String bootstrap);

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
