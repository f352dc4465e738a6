package dev.runbook.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The parts of what a host is told that are the same for every script: plain POSIX shell, on one line.
final class HostShell {
    /// Whether anybody but those we know is in our process group, and who. Where there is no `/proc`, nobody is seen.
    private static final String LEFT = """
            runbook_left() { RUNBOOK_FOUND=; for RUNBOOK_FILE in /proc/[0-9]*/stat; do \
            { IFS= read -r RUNBOOK_LINE <"$RUNBOOK_FILE"; } 2>/dev/null || continue; \
            RUNBOOK_WHO=${RUNBOOK_LINE%% *}; set -- ${RUNBOOK_LINE##*) }; \
            [ "$1" = Z ] || [ "$3" != "$RUNBOOK_GROUP" ] || case " $RUNBOOK_KNOWN " in \
            *" $RUNBOOK_WHO "*) ;; *) RUNBOOK_FOUND="$RUNBOOK_FOUND $RUNBOOK_WHO";; esac; done; \
            [ -n "$RUNBOOK_FOUND" ]; }; \
            """;

    /// Who we are, and in which group: the shell that reads it, a subshell too.
    private static final String WHO = """
            RUNBOOK_LINE=; { IFS= read -r RUNBOOK_LINE </proc/self/stat; } 2>/dev/null; \
            RUNBOOK_KNOWN=${RUNBOOK_LINE%% *}; set -- ${RUNBOOK_LINE##*) }; RUNBOOK_GROUP=${3:-}; \
            """;

    /// Those in our group who begot us: the group of a `sudo` is that of who called it.
    private static final String ANCESTORS = """
            RUNBOOK_UP=$PPID; while { IFS= read -r RUNBOOK_LINE <"/proc/$RUNBOOK_UP/stat"; } 2>/dev/null; do \
            set -- ${RUNBOOK_LINE##*) }; [ "$3" = "$RUNBOOK_GROUP" ] || break; \
            RUNBOOK_KNOWN="$RUNBOOK_KNOWN $RUNBOOK_UP"; RUNBOOK_UP=$2; done; \
            """;

    /// While the script runs, somebody must notice that the connection is gone, and end it: the bootstrap's process
    /// group, which is the connection's own. The watcher ignores the signals that it sends.
    static final String LIFELINE = LEFT + """
            exec 4<&0; { trap "" HUP INT TERM; while read -r RUNBOOK_LINE <&4; do :; done; %s\
            runbook_wait() { RUNBOOK_LEFT=$1; while [ "$RUNBOOK_LEFT" -gt 0 ]; do RUNBOOK_LEFT=$((RUNBOOK_LEFT-1)); \
            sleep 1; [ -z "$RUNBOOK_GROUP" ] || runbook_left || exit 0; done; }; \
            kill -INT 0; runbook_wait 3; kill -TERM 0; runbook_wait 7; kill -KILL 0; } >/dev/null 2>&1 & \
            RUNBOOK_PID=$!; \
            """.formatted(WHO);

    /// When the script is done, what it left in the group is ended, as on this machine: else the connection would
    /// wait for those that hold its output.
    static final String FINISH = """
            RUNBOOK_EXIT=$?; kill -PIPE "$RUNBOOK_PID" 2>/dev/null; %s%s\
            RUNBOOK_KNOWN="$RUNBOOK_KNOWN $RUNBOOK_PID"; \
            if runbook_left && sleep 1 && runbook_left; then \
            kill -TERM $RUNBOOK_FOUND && echo "runbook: ended what the script left behind:$RUNBOOK_FOUND" >&2; \
            sleep 1; runbook_left && kill -KILL $RUNBOOK_FOUND; fi; \
            exit "$RUNBOOK_EXIT"\
            """.formatted(WHO, ANCESTORS);

    private static final List<String> SCHEMES = List.of("postgres", "postgresql", "postgis", "pgsql", "psql",
            "cockroachdb", "redshift", "timescale");

    private HostShell() {}

    /// By which a host forgets the variables of its own that lead to another database. Where it is given no
    /// connection, it keeps its own, unless we are on a sandbox.
    static String forgetting(ChildEnvironment environment) {
        if (!environment.sandbox() && !environment.connected()) {
            return "";
        }
        return """
                RUNBOOK_NAMES=$(env | sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p'); \
                case $RUNBOOK_NAMES in *PATH*) ;; *) echo "runbook: can not list the host's variables" >&2; exit 125;; esac; \
                for RUNBOOK_NAME in $RUNBOOK_NAMES; do eval "RUNBOOK_VALUE=\\$$RUNBOOK_NAME"; \
                case $RUNBOOK_NAME in PG*|BASH_ENV) unset "$RUNBOOK_NAME";; esac; \
                case $RUNBOOK_VALUE in %s) unset "$RUNBOOK_NAME";; esac; done; \
                """
                .formatted(environment.sandbox() ? addresses() : "\"\"");
    }

    private static String addresses() {
        return SCHEMES.stream().map(HostShell::anyCase).map(s -> "*" + s + "://*|*" + s + "+*://*")
                .collect(Collectors.joining("|"));
    }

    private static String anyCase(String word) {
        return word.chars().mapToObj(c -> "[" + (char) c + Character.toString(c).toUpperCase(Locale.ROOT) + "]")
                .collect(Collectors.joining());
    }
}
