package dev.runbook.database.settings;

import java.util.EnumMap;
import java.util.Map;

/// Targets on which nothing can be changed, whoever connects: our sessions, and the programs of a script. It goes into
/// the packet that opens a session, so no RESET takes it back.
public final class ReadOnly {
    private static final String OPTION = "-c default_transaction_read_only=on";
    private static final String STANDBY = "standby";

    private ReadOnly() {}

    /// The same target, for reading.
    public static ConnectionSettings of(ConnectionSettings target) {
        Map<Keyword, String> others = new EnumMap<>(Keyword.class);
        others.putAll(target.others());
        others.merge(Keyword.OPTIONS, OPTION, (given, option) -> given + " " + option);
        return with(target, others);
    }

    /// The same target, for reading, and only if it is a standby.
    public static ConnectionSettings standby(ConnectionSettings target) {
        Map<Keyword, String> others = new EnumMap<>(of(target).others());
        others.put(Keyword.TARGET_SESSION_ATTRS, STANDBY);
        return with(target, others);
    }

    /// Whether nothing can be changed there.
    public static boolean is(ConnectionSettings target) {
        String options = target.other(Keyword.OPTIONS);
        return options != null && options.contains(OPTION);
    }

    /// Whether a session there must be a standby's.
    public static boolean wantsStandby(ConnectionSettings target) {
        return STANDBY.equals(target.other(Keyword.TARGET_SESSION_ATTRS));
    }

    private static ConnectionSettings with(ConnectionSettings target, Map<Keyword, String> others) {
        return new ConnectionSettings(target.host(), target.port(), target.user(), target.password(),
                target.database(), others, target.settings(), target.origin(), target.remarks());
    }
}
