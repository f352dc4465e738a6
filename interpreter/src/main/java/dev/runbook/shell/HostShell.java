package dev.runbook.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The parts of what a host is told that are the same for every script: plain POSIX shell, on one line.
final class HostShell {
    /// Whether anybody but those we know is in our process group, and who, with their parents. Where there is no
    /// `/proc`, nobody is seen.
    private static final String LEFT = """
            runbook_left() { RUNBOOK_FOUND=; RUNBOOK_PAIRS=; RUNBOOK_PARENTS=; for RUNBOOK_FILE in /proc/[0-9]*/stat; do \
            { IFS= read -r RUNBOOK_LINE <"$RUNBOOK_FILE"; } 2>/dev/null || continue; \
            RUNBOOK_WHO=${RUNBOOK_LINE%% *}; set -- ${RUNBOOK_LINE##*) }; \
            [ "$1" = Z ] || [ "$3" != "$RUNBOOK_GROUP" ] || case " $RUNBOOK_KNOWN " in \
            *" $RUNBOOK_WHO "*) ;; *) RUNBOOK_FOUND="$RUNBOOK_FOUND $RUNBOOK_WHO"; \
            RUNBOOK_PAIRS="$RUNBOOK_PAIRS $RUNBOOK_WHO:$2"; RUNBOOK_PARENTS="$RUNBOOK_PARENTS $2";; esac; done; \
            [ -n "$RUNBOOK_FOUND" ]; }; \
            """;

    /// Who we are, and in which group: the shell that reads it, the shell that it is a part of, and those in our group
    /// who begot us, since the group of a `sudo` is that of who called it.
    private static final String WHO = """
            RUNBOOK_LINE=; { IFS= read -r RUNBOOK_LINE </proc/self/stat; } 2>/dev/null; \
            RUNBOOK_KNOWN="${RUNBOOK_LINE%% *} $$"; set -- ${RUNBOOK_LINE##*) }; RUNBOOK_GROUP=${3:-}; \
            RUNBOOK_UP=$PPID; while { IFS= read -r RUNBOOK_LINE <"/proc/$RUNBOOK_UP/stat"; } 2>/dev/null; do \
            set -- ${RUNBOOK_LINE##*) }; [ "$3" = "$RUNBOOK_GROUP" ] || break; \
            RUNBOOK_KNOWN="$RUNBOOK_KNOWN $RUNBOOK_UP"; RUNBOOK_UP=$2; done; \
            """;

    /// Whether the first process here is a PostgreSQL, as in a database's container without an init. Whoever loses
    /// its parent becomes its child, and a child that a signal ended makes it restart all its sessions.
    private static final String FRAGILE = """
            RUNBOOK_FRAGILE=; { IFS= read -r RUNBOOK_LINE </proc/1/comm; } 2>/dev/null && \
            case $RUNBOOK_LINE in postgres|postmaster|edb-postgres) RUNBOOK_FRAGILE=yes;; esac; \
            """;

    /// Sends a signal to those who are left. Where the first process is fragile, only to those who have no children
    /// and whose own parent is there to bury them: the others' turn comes when theirs are gone.
    private static final String TELL = """
            runbook_tell() { if [ -n "$RUNBOOK_FRAGILE" ]; then RUNBOOK_FOUND=; for RUNBOOK_PAIR in $RUNBOOK_PAIRS; do \
            case " $RUNBOOK_PARENTS " in *" ${RUNBOOK_PAIR%%:*} "*) ;; *) [ "${RUNBOOK_PAIR##*:}" = 1 ] || \
            RUNBOOK_FOUND="$RUNBOOK_FOUND ${RUNBOOK_PAIR%%:*}";; esac; done; fi; \
            [ -z "$RUNBOOK_FOUND" ] || kill "-$1" $RUNBOOK_FOUND; }; \
            """;

    /// Signals, and waits so many seconds for nobody to be left. A program that is asked to stop twice may stop
    /// without cleaning up, so it is told once; where the first process is fragile, each is told when its turn comes.
    private static final String END = """
            runbook_end() { RUNBOOK_LEFT=$2; while [ "$RUNBOOK_LEFT" -gt 0 ]; do \
            if [ -z "$RUNBOOK_GROUP" ]; then [ "$RUNBOOK_LEFT" != "$2" ] || kill "-$1" 0; \
            else runbook_left || exit 0; [ "$RUNBOOK_LEFT$RUNBOOK_FRAGILE" != "$RUNBOOK_LEFT" ] || \
            [ "$RUNBOOK_LEFT" = "$2" ] && runbook_tell "$1"; fi; \
            RUNBOOK_LEFT=$((RUNBOOK_LEFT-1)); sleep 1; done; }; \
            """;

    /// While the script runs, somebody must notice that the connection is gone, and end it: the bootstrap's process
    /// group, which is the connection's own. The bootstrap itself stays until all of them are gone and buried.
    static final String LIFELINE = LEFT + TELL + END + FRAGILE + """
            trap : HUP INT TERM; \
            exec 4<&0; { trap "" HUP INT TERM; while read -r RUNBOOK_LINE <&4; do :; done; %s\
            runbook_end INT 3; runbook_end TERM 7; runbook_end KILL 5; } >/dev/null 2>&1 & \
            RUNBOOK_PID=$!; \
            """.formatted(WHO);

    /// When the script is done, what it left in the group is ended, as on this machine: else the connection would
    /// wait for those that hold its output. Who watched is buried before we go.
    static final String FINISH = """
            RUNBOOK_EXIT=$?; kill -PIPE "$RUNBOOK_PID" 2>/dev/null; wait "$RUNBOOK_PID" 2>/dev/null; %s\
            if runbook_left && sleep 1 && runbook_left; then \
            if [ -n "$RUNBOOK_FRAGILE" ]; then echo "runbook: the script left processes behind:$RUNBOOK_FOUND; they \
            still run, since PostgreSQL is the first process here and would take their end by a signal for a crash of \
            its own (give the container an init)" >&2; \
            else kill -TERM $RUNBOOK_FOUND && echo "runbook: ended what the script left behind:$RUNBOOK_FOUND" >&2; \
            sleep 1; runbook_left && kill -KILL $RUNBOOK_FOUND; fi; fi; \
            exit "$RUNBOOK_EXIT"\
            """.formatted(WHO);

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
