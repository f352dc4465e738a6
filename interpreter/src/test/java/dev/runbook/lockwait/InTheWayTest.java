package dev.runbook.lockwait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.database.Catalog;
import dev.runbook.database.LocalServer;
import dev.runbook.database.Session;
import dev.runbook.database.locks.Lookout;
import dev.runbook.database.locks.Person;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is waited for, asked of a server where somebody is.
class InTheWayTest {
    private final Session head = LocalServer.shared().session();
    private final Session second = LocalServer.shared().session();
    private final Session third = LocalServer.shared().session();
    private final Session asking = LocalServer.shared().session();

    @BeforeEach
    void aQueue() {
        asking.execute("DROP TABLE IF EXISTS \"Queue\"");
        asking.execute("CREATE TABLE \"Queue\" (id int PRIMARY KEY)");
        head.execute("BEGIN");
        head.execute("\n  SELECT count(*)\nFROM \"Queue\"");
        waits(second, "LOCK TABLE \"Queue\"");
        waits(third, "SELECT FROM \"Queue\"");
    }

    @AfterEach
    void close() {
        head.execute("ROLLBACK");
        List.of(head, second, third).forEach(Session::close);
        asking.execute("DROP TABLE \"Queue\"");
        asking.close();
    }

    @Test
    void theQueueIsFollowedToItsHead() {
        List<Person> blockers = Lookout.over(asking::execute).blockers(third.pid());
        assertThat(blockers).extracting(Person::pid).containsExactly(head.pid(), second.pid());
        assertThat(blockers).extracting(Person::waits).containsExactly(false, true);
        assertThat(blockers.getFirst().sentence())
                .startsWith("pid " + head.pid() + " (postgres, test, idle in transaction")
                .endsWith("SELECT count(*)");
    }

    @Test
    void whoHoldsARelationIsFoundByItsNameOrByItsIndex() {
        assertThat(LongTransactions.holding(asking, List.of("\"Queue\"", "\"nowhere\""), Duration.ZERO))
                .extracting(Person::pid).containsExactly(head.pid());
        assertThat(LongTransactions.holding(asking, List.of("\"Queue_pkey\""), Duration.ZERO)).extracting(Person::pid)
                .containsExactly(head.pid());
        assertThat(LongTransactions.holding(asking, List.of("\"Queue\""), Duration.ofHours(1))).isEmpty();
        assertThat(LongTransactions.open(asking, Duration.ofHours(1))).isEmpty();
    }

    private void waits(Session session, String sql) {
        Thread.ofVirtual().start(() -> {
            session.execute("BEGIN");
            session.execute(sql);
        });
        long end = System.currentTimeMillis() + 60_000;
        while (!Catalog.isTrue(asking, "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid = "
                + session.pid() + ")")) {
            assertThat(System.currentTimeMillis()).isLessThan(end);
        }
    }
}
