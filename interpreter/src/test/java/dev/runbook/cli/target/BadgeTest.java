package dev.runbook.cli.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the next operator is shown fits into a session's name, and what matters of it remains.
class BadgeTest {
    private static final Instant AT = Instant.parse("2026-11-20T13:15:00Z");
    private static final int KEPT = 63;

    @Test
    void aLongRunbookLeavesRoomForTheStep() {
        Badge badge = Badge.of("3fa9c1", "ops", "db-jump.example", AT, "backfill-partners-category-".repeat(5),
                "migrate");
        assertThat(badge.text().length()).isLessThanOrEqualTo(KEPT);
        assertThat(read(badge)).startsWith("run 3fa9c1 of backfill-part")
                .endsWith("~, at its step migrate, by ops@db-jump since 11-20T13:15Z");
    }

    @Test
    void ofALongStepTheEndRemains() {
        Badge badge = Badge.of("3fa9c1", "deployment-service-account", "db-primary-eu-west-1", AT, "partners-fk",
                "pre-flight/checks-of-all-tenants/slugs");
        assertThat(badge.text().length()).isLessThanOrEqualTo(KEPT);
        assertThat(read(badge)).contains("of p~, at its step ~").contains("s/slugs, by deploym~@db-prim~ since");
    }

    @Test
    void whatFitsIsShownWhole() {
        assertThat(read(Badge.of("3fa9c1", "ops", "db-jump", AT, "partners-fk", "")))
                .isEqualTo("run 3fa9c1 of partners-fk, by ops@db-jump since 11-20T13:15Z");
        assertThat(read(Badge.of("3fa9c1", "J\u00f6rg", "db-jump", AT, "fk", "migrate")))
                .isEqualTo("run 3fa9c1 of fk, at its step migrate, by J?rg@db-jump since 11-20T13:15Z");
    }

    /// As it comes back from a server, which cuts.
    private static String read(Badge badge) {
        String name = badge.text();
        return Objects.requireNonNull(Badge.read(name.substring(0, Math.min(KEPT, name.length())))).words();
    }
}
