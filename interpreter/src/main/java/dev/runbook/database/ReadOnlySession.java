package dev.runbook.database;

import dev.runbook.database.settings.ConnectionSettings;
import dev.runbook.database.settings.ReadOnly;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks whether a session on which nothing is to be changed is one.
final class ReadOnlySession {
    private static final String ASKED = "SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only') = 'on'";

    private ReadOnlySession() {}

    /// @throws Unreachable when it can change something, or leads to a primary where a standby is meant
    static void check(Session session) {
        ConnectionSettings settings = session.settings();
        if (!ReadOnly.is(settings)) {
            return;
        }
        List<@Nullable String> answers = Catalog.row(session, ASKED);
        if (ReadOnly.wantsStandby(settings) && !"t".equals(answers.getFirst())) {
            throw Unreachable.because(Unreachable.Reason.NO_STANDBY, settings,
                    "it is a primary, and a standby is meant");
        }
        if (!"t".equals(answers.getLast())) {
            throw Unreachable.because(Unreachable.Reason.NOT_READ_ONLY, settings,
                    "default_transaction_read_only was sent and is not on");
        }
    }
}
