package dev.runbook.database.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// libpq's connection parameters, with the environment variable that stands for each.
/// Source: "Parameter Key Words" and "Environment Variables" in PostgreSQL's libpq chapter.
public enum Keyword {
    HOST("PGHOST"), HOSTADDR("PGHOSTADDR"), PORT("PGPORT"), DBNAME("PGDATABASE"), USER("PGUSER"), PASSWORD(
            "PGPASSWORD"), PASSFILE("PGPASSFILE"), SERVICE("PGSERVICE"), OPTIONS("PGOPTIONS"), APPLICATION_NAME(
                    "PGAPPNAME"), FALLBACK_APPLICATION_NAME(null), CONNECT_TIMEOUT(
                            "PGCONNECT_TIMEOUT"), CLIENT_ENCODING("PGCLIENTENCODING"), SSLMODE("PGSSLMODE"), SSLCERT(
                                    "PGSSLCERT"), SSLKEY("PGSSLKEY"), SSLPASSWORD(null), SSLROOTCERT(
                                            "PGSSLROOTCERT"), SSLCRL("PGSSLCRL"), SSLCRLDIR("PGSSLCRLDIR"), SSLSNI(
                                                    "PGSSLSNI"), SSLCOMPRESSION("PGSSLCOMPRESSION"), SSLCERTMODE(
                                                            "PGSSLCERTMODE"), SSLNEGOTIATION(
                                                                    "PGSSLNEGOTIATION"), REQUIRESSL(
                                                                            "PGREQUIRESSL"), SSL_MIN_PROTOCOL_VERSION(
                                                                                    "PGSSLMINPROTOCOLVERSION"), SSL_MAX_PROTOCOL_VERSION(
                                                                                            "PGSSLMAXPROTOCOLVERSION"), REQUIREPEER(
                                                                                                    "PGREQUIREPEER"), REQUIRE_AUTH(
                                                                                                            "PGREQUIREAUTH"), CHANNEL_BINDING(
                                                                                                                    "PGCHANNELBINDING"), GSSENCMODE(
                                                                                                                            "PGGSSENCMODE"), GSSLIB(
                                                                                                                                    "PGGSSLIB"), GSSDELEGATION(
                                                                                                                                            "PGGSSDELEGATION"), KRBSRVNAME(
                                                                                                                                                    "PGKRBSRVNAME"), TARGET_SESSION_ATTRS(
                                                                                                                                                            "PGTARGETSESSIONATTRS"), LOAD_BALANCE_HOSTS(
                                                                                                                                                                    "PGLOADBALANCEHOSTS"), KEEPALIVES(
                                                                                                                                                                            null), KEEPALIVES_IDLE(
                                                                                                                                                                                    null), KEEPALIVES_INTERVAL(
                                                                                                                                                                                            null), KEEPALIVES_COUNT(
                                                                                                                                                                                                    null), TCP_USER_TIMEOUT(
                                                                                                                                                                                                            null), REPLICATION(
                                                                                                                                                                                                                    null);

    private final @Nullable String variable;

    Keyword(@Nullable String variable) {
        this.variable = variable;
    }

    /// The environment variable, or null where there is none.
    public @Nullable String variable() {
        return variable;
    }

    /// The word as a connection string has it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Keyword of(String word) {
        return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst().orElse(null);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Keyword::word).toList();
    }
}
