package dev.runbook.run.watching;

import dev.runbook.database.Session;
import dev.runbook.database.locks.Backend;
import dev.runbook.database.locks.Lookout;
import dev.runbook.database.locks.ServerProgress;
import dev.runbook.shell.ShellRun;
import dev.runbook.shell.process.SocketEnds;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Through whom a step is at work on the server.
sealed interface Worker {

    /// Its sessions now. What [#cancel] means is the statements that they run at this moment.
    List<Integer> pids(Lookout lookout);

    /// Cancels the statements that ran when the sessions were last asked for: no later one, and no COMMIT.
    ///
    /// @return whether a request was sent
    boolean cancel(Lookout lookout);

    /// Whether how far the server has come says more than what the step tells itself.
    default boolean shows(ServerProgress progress) {
        return true;
    }

    /// Stops the step as a whole: what its own session is doing, or its script.
    default boolean stop(Lookout lookout) {
        return cancel(lookout);
    }

    /// Nothing but waiting.
    record Rest(CountDownLatch stopped) implements Worker {
        @Override
        public List<Integer> pids(Lookout lookout) {
            return List.of();
        }

        @Override
        public boolean cancel(Lookout lookout) {
            stopped.countDown();
            return true;
        }
    }

    /// The step's own session.
    final class OwnSession implements Worker {
        private final Session session;
        private long meant;

        OwnSession(Session session) {
            this.session = session;
        }

        Session session() {
            return session;
        }

        @Override
        public List<Integer> pids(Lookout lookout) {
            meant = session.statement();
            return session.isLost() ? List.of() : List.of(session.pid());
        }

        @Override
        public boolean cancel(Lookout lookout) {
            return session.cancel(meant);
        }
    }

    /// What the children of a script have opened: found by the application name that the script was given, and by
    /// their ends of the connections.
    final class Children implements Worker {
        private static final int PATIENCE = 3;

        private final ShellRun run;
        private final String application;
        private final int port;
        private final boolean tellsItself;
        private List<Backend> seen = List.of();
        private int inVain;

        Children(ShellRun run, String application, int port, boolean tellsItself) {
            this.run = run;
            this.application = application;
            this.port = port;
            this.tellsItself = tellsItself;
        }

        @Override
        public List<Integer> pids(Lookout lookout) {
            seen = lookout.backends(application, SocketEnds.of(run.group(), port));
            return seen.stream().map(Backend::pid).toList();
        }

        /// pg_dump and pg_restore tell of the tables that they copy; the server says no more than how many bytes.
        @Override
        public boolean shows(ServerProgress progress) {
            return !tellsItself || progress.fraction() >= 0;
        }

        @Override
        public boolean stop(Lookout lookout) {
            run.cancel();
            return true;
        }

        /// A session that is idle in its transaction has no statement to cancel: then the script is asked to end, as
        /// at its time limit.
        @Override
        public boolean cancel(Lookout lookout) {
            long sent = seen.stream().filter(Backend::active).filter(lookout::cancel).count();
            if (sent == 0 && !seen.isEmpty() && ++inVain >= PATIENCE) {
                run.cancel();
                return true;
            }
            return sent > 0;
        }
    }
}
