package dev.runbook.cli;

import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;

/// Takes out of a console's text what differs between equal runs: times, run ids, places, ports.
final class Steady {
    private Steady() {}

    static String text(String text, TestDatabase database, Path folder) {
        return text.replace(folder.toString(), "RUNS").replace(database.name(), "DATABASE")
                .replaceAll("\\d{8}-\\d{6}-([\\w-]+)-[0-9a-f]{6}", "STAMP-$1-HASH")
                .replaceAll("(?m)(  |after )(\\d+(\\.\\d)?(ms|s)|\\d+m\\d+s)$", "$1TIME")
                .replaceAll("on (DATABASE) at .*", "on $1 at SERVER").replaceAll("127\\.0\\.0\\.1:\\d+", "SERVER")
                .replaceAll("localhost:\\d+", "SERVER");
    }
}
