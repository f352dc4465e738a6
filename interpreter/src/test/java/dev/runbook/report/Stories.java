package dev.runbook.report;

import static dev.runbook.report.Migration.CHUNKS;
import static dev.runbook.report.Migration.DOWNGRADE;
import static dev.runbook.report.Migration.LOGS;
import static dev.runbook.report.Migration.MIGRATE;
import static dev.runbook.report.Migration.PREFLIGHT;
import static dev.runbook.report.Migration.REASON;
import static dev.runbook.report.Migration.RESTORE;
import static dev.runbook.report.Migration.SETUP;
import static dev.runbook.report.Migration.TRAFFIC;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Failure;
import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Status;
import java.time.Duration;
import java.util.List;

/// Runs of a migration, as they may go: the stories that reports are tested with.
final class Stories {
    private Stories() {}

    static RunRecord succeeded() {
        Migration story = new Migration();
        story.begin(false);
        story.preflight();
        story.migrated();
        story.validated(true);
        return story.judged(Ending.SUCCEEDED);
    }

    static RunRecord rehearsed() {
        Migration story = new Migration();
        story.begin(true);
        story.teller.start(SETUP, null, new Fact.Text("sql_file", "partners/seed.sql"))
                .finish(SETUP, Status.PASSED, ofMillis(1_420), "", new Fact.Code("log", "text", "INSERT 0 24000"));
        story.preflight();
        story.migrated();
        story.validated(true);
        return story.judged(Ending.REHEARSED);
    }

    static RunRecord rolledBack() {
        Migration story = new Migration();
        story.begin(false);
        story.preflight();
        story.migrated();
        story.validated(false);
        story.teller.tell(new Event.Decided(story.teller.now(), "rollback", "runbook", "on_failure: rollback"));
        story.paused();
        story.teller
                .start(DOWNGRADE, null, new Fact.Code("shell", "bash", "./flask db downgrade \"$BASE\""))
                .finish(DOWNGRADE, Status.PASSED, ofSeconds(4), "Consistent again",
                        new Fact.Code("stderr", "text",
                                "INFO  [alembic] Running downgrade 202503010002 -> 202503010001"))
                .disarmed(MIGRATE, "undone");
        return story.looked(false)
                .end(Ending.ROLLED_BACK, "Everything that the run did has been undone, step by step, last first.")
                .record();
    }

    /// Nothing failed, and somebody wanted it undone later.
    static RunRecord takenBack() {
        Migration story = new Migration();
        story.begin(false);
        story.preflight();
        story.migrated();
        story.validated(true);
        story.judged(Ending.SUCCEEDED);
        Teller teller = story.teller;
        teller.pass(ofMinutes(20))
                .tell(new Event.TakenUp(teller.now(), "rollback", "oncall", "bastion-2", List.of()))
                .tell(new Event.Decided(teller.now(), "rollback", "oncall", "runbook rollback"));
        story.paused();
        teller.start(DOWNGRADE, null, new Fact.Code("shell", "bash", "./flask db downgrade \"$BASE\""))
                .finish(DOWNGRADE, Status.PASSED, ofSeconds(4), "").disarmed(MIGRATE, "undone");
        return story.looked(false)
                .end(Ending.ROLLED_BACK, "Everything that the run did has been undone: Apply the migration (migrate).")
                .record();
    }

    static RunRecord partlyUndone() {
        Migration story = new Migration();
        story.begin(false);
        story.preflight();
        story.migrated();
        story.validated(false);
        story.teller.tell(new Event.Decided(story.teller.now(), "rollback", "runbook", "on_failure: rollback"));
        story.paused();
        story.teller.start(DOWNGRADE, null, new Fact.Code("shell", "bash", "./flask db downgrade \"$BASE\""))
                .pass(ofSeconds(2))
                .start(LOGS, null, new Fact.Code("shell", "bash", "./flask db history"))
                .finish(LOGS, Status.PASSED, ofMillis(700), "",
                        new Fact.Code("stdout", "text", "<base> -> 202503010002 (head)"))
                .fail(
                        DOWNGRADE, ofSeconds(3),
                        Failure.of("exit", "exit code 1", "Can't locate revision '202503010001'"),
                        new Fact.Code("stderr", "text", "FAILED: Can't locate revision identified by '202503010001'"));
        return story.looked(true).end(Ending.PARTLY_UNDONE,
                "NOT everything has been undone. Still in effect, in whole or in part: Apply the migration (migrate).")
                .record();
    }

    static RunRecord recovered() {
        Migration story = new Migration();
        story.begin(false);
        story.preflight();
        story.migrationFailed();
        Teller teller = story.teller;
        teller.tell(new Event.Decided(teller.now(), "restore", "oncall", "chosen after the failure"))
                .tell(new Event.RecoveryStarted(teller.now(), "restore", "Restore the backup over the database"))
                .start(REASON, null, new Fact.Text("prompt", "Why does the migration have to be reverted?"))
                .answer(REASON, "Why does the migration have to be reverted?", "the lock timed out, twice", "oncall")
                .finish(REASON, Status.PASSED, ofSeconds(20), "")
                .start(RESTORE, null, new Fact.Text("restore", "backup/partners.dump"))
                .finish(RESTORE, Status.PASSED, ofSeconds(31), "")
                .disarmed(MIGRATE, "recovered by restore");
        return teller.end(Ending.RECOVERED, "The recovery was carried through.").record();
    }

    /// Cut off in the middle of the migration.
    static RunRecord interrupted() {
        Migration story = new Migration();
        story.begin(false);
        story.preflight();
        story.teller.start(MIGRATE, ofMinutes(2), new Fact.Code("shell", "bash", "./flask db upgrade \"$REVISION\""))
                .armed(MIGRATE);
        return story.teller.record();
    }

    static RunRecord failed() {
        Migration story = new Migration();
        story.begin(false);
        Teller teller = story.teller;
        teller.start(PREFLIGHT, null).start(TRAFFIC, null, new Fact.Text("confirm", "Traffic is low"))
                .answer(TRAFFIC, "Traffic is low", "no", "oncall")
                .fail(TRAFFIC, ofSeconds(9), Failure.of("unconfirmed", "not confirmed by oncall: Traffic is low", ""))
                .fail(PREFLIGHT, Duration.ZERO, null);
        return teller.end(Ending.FAILED, "Nothing that has an undo had begun.").record();
    }

    static RunRecord stopped() {
        Migration story = new Migration();
        story.begin(false);
        story.preflight();
        return story.teller.fail(CHUNKS, Duration.ZERO,
                Failure.of("interrupted", "stopped by the operator before this step began", ""))
                .end(Ending.STOPPED, "Stopped. In effect, in whole or in part: nothing that has an undo.").record();
    }
}
