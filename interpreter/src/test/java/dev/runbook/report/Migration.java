package dev.runbook.report;

import static dev.runbook.report.Teller.step;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.runbook.evidence.CatalogChange;
import dev.runbook.evidence.CatalogSight;
import dev.runbook.evidence.Fact;
import dev.runbook.evidence.Fact.Series.Point;
import dev.runbook.evidence.Failure;
import dev.runbook.evidence.Verdict;
import dev.runbook.evidence.Waiting;
import dev.runbook.story.Ending;
import dev.runbook.story.Event;
import dev.runbook.story.RunHeader;
import dev.runbook.story.RunHeader.Contact;
import dev.runbook.story.RunHeader.Server;
import dev.runbook.story.RunRecord;
import dev.runbook.story.Status;
import dev.runbook.story.StepRef;
import dev.runbook.story.StepRef.Phase;
import dev.runbook.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A migration as it may go, chapter by chapter.
final class Migration {
    static final StepRef SETUP = new StepRef("setup.1", null, Phase.SETUP, "Load 24,000 partners", "sql_file");
    static final StepRef PREFLIGHT = step("step.1", "Pre-flight", "steps");
    static final StepRef TRAFFIC = in(PREFLIGHT, "traffic", "Application traffic is low", "confirm");
    static final StepRef SLUGS = in(PREFLIGHT, "slugs", "Every category in use has a slug", "sql");
    static final StepRef CURRENT = in(PREFLIGHT, "current", "The database is at the revision just before it",
            "shell");
    static final StepRef BACKUP = step("backup", "Back up the database", "backup");
    static final StepRef CHUNKS = step("chunks", "Estimate the duration", "sql");
    static final StepRef MIGRATE = step("migrate", "Apply the migration", "shell");
    static final StepRef NEW_REVISION = new StepRef("migrate.verify.1", "migrate", Phase.VERIFY,
            "The database is at the new revision", "shell");
    static final StepRef VALIDATED = new StepRef("migrate.verify.2", "migrate", Phase.VERIFY,
            "The foreign key is enforced for all rows", "sql");
    static final StepRef LOGS = new StepRef("migrate.rollback.2.diagnose.1", "migrate.rollback.2",
            Phase.DIAGNOSE, "The revisions that there are", "shell");
    static final StepRef VALIDATION = step("step.5", "Post-migration validation", "steps");
    static final StepRef SMOKE = in(VALIDATION, "smoke",
            "Only partners that no category matches are without a category_id", "shell");
    static final StepRef INDEX = in(VALIDATION, "index", "The composite index exists and is valid", "sql");
    static final StepRef PAUSED = undo("writes_paused", "Admin writes are paused", "confirm");
    static final StepRef DOWNGRADE = undo("migrate.rollback.2",
            "Downgrade, which drops the foreign key, the index and the column", "shell");
    static final StepRef SUCCESS = new StepRef("success.1", null, Phase.SUCCESS,
            "Every partner has the category that its old slug names", "sql");
    static final StepRef REASON = new StepRef("restore_reason", null, Phase.RECOVERY,
            "Take note of the failure reason", "prompt");
    static final StepRef RESTORE = new StepRef("restore.4", null, Phase.RECOVERY, "Restore the backup",
            "restore");
    private static final String CATEGORIES = """
            SELECT category, count(*) AS partners
            FROM partners -- those that have one
            WHERE category IS NOT NULL
              AND category NOT IN (SELECT slug FROM partner_categories)
            GROUP BY category""";

    private static final Failure LOCKED = Failure.of("exit", "exit code 1", "canceling statement due to lock timeout");
    private static final Fact SESSIONS = new Fact.Series("sessions | busy", List.of(
            new Point(ofSeconds(1), 3), new Point(ofSeconds(20), 14), new Point(ofSeconds(32), 19.5),
            new Point(ofSeconds(40), 4), new Point(ofSeconds(70), 2)), 71);

    private static final String DIFFERENCE = """
              index                                     | valid
            - ix_partners_category_status_featured_sort | t
            + ix_partners_category_status_featured_sort | f""";

    private static final List<CatalogChange> CHANGES = List.of(
            new CatalogChange("function public.category_of(slug text)", CatalogChange.Kind.REMOVED,
                    List.of("-owner partners")),
            new CatalogChange("table public.partners", CatalogChange.Kind.CHANGED, List.of("+column category_id bigint",
                    "-CREATE INDEX ix_partners_status ON public.partners USING btree (status)",
                    "+CREATE INDEX ix_partners_category_status_featured_sort ON public.partners USING btree"
                            + " (category_id, status) -- INVALID")),
            new CatalogChange("view public.`odd` ``` view", CatalogChange.Kind.ADDED,
                    List.of("+owner partners", "+ SELECT '```'", "+   FROM public.partners")));

    final Teller teller = new Teller();

    /// The catalog was read at both ends.
    Teller looked(boolean changed) {
        sight(CatalogSight.Moment.BEFORE, List.of());
        sight(CatalogSight.Moment.AFTER, changed ? CHANGES : List.of());
        return teller;
    }

    private void sight(CatalogSight.Moment moment, List<CatalogChange> changes) {
        String hash = changes.isEmpty() ? "0c5f6a" : "9e71d2";
        teller.tell(new Event.CatalogRead(teller.now(), new CatalogSight(moment, hash, 214,
                "catalog-" + moment.name().toLowerCase(Locale.ROOT) + ".txt",
                changes.isEmpty() ? List.of() : List.of("views: canceling statement due to lock timeout")), changes,
                0));
    }

    void begin(boolean sandbox) {
        Map<String, Value> params = new LinkedHashMap<>();
        params.put("revision", Value.of("202503010002"));
        params.put("base", Value.of("202503010001"));
        params.put("batch", Value.of(500));
        RunHeader header = new RunHeader("20261120T021407Z-partners-fk-3f9a", "partners-fk",
                "Backfill partners.category_id and enforce its foreign key",
                "Carries out Alembic revision 202503010002 safely: it adds and backfills `partners.category_id`.\n\n"
                        + "Keep this runbook beside the deployment checklist.",
                "platform-db", "medium", "runbooks/partners-fk.yaml",
                "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de", "be7ff0b", "oncall", "bastion-2",
                "0.1.0", "", sandbox,
                new Server(sandbox ? "127.0.0.1:54017" : "db1.example.org:5432", "partners", "deployer", "15.14",
                        "primary", "7412345678901234567"),
                params, ofMinutes(15),
                List.of(new Contact(1, "Partner directory team", "#partners", "a check fails"),
                        new Contact(2, "Database owner", "#db-oncall", "a rollback fails")));
        StepRef[] outline = {PREFLIGHT, TRAFFIC, SLUGS, CURRENT, BACKUP, CHUNKS, MIGRATE, VALIDATION, SMOKE, INDEX,
                SUCCESS};
        teller.begin(header, Arrays.asList(outline)).pass(ofMillis(300));
    }

    void preflight() {
        teller.start(PREFLIGHT, null)
                .start(TRAFFIC, null, new Fact.Text("confirm", "Application traffic is low"))
                .pass(ofSeconds(12)).answer(TRAFFIC, "Application traffic is low", "yes", "oncall")
                .finish(TRAFFIC, Status.PASSED, ofSeconds(1), "")
                .start(SLUGS, null, new Fact.Code("sql", "sql", CATEGORIES))
                .judge(SLUGS, Verdict.of(false, "rows", "0", "2").asWarning())
                .finish(SLUGS, Status.WARNED, ofMillis(38), "",
                        new Fact.Grid("rows", List.of("category", "partners"),
                                List.of(Arrays.asList("café & bar", "17"), Arrays.asList(null, "3")), 0))
                .start(CURRENT, null, new Fact.Code("shell", "bash", "./flask db current"))
                .judge(CURRENT, Verdict.of(true, "stdout", "202503010001", "202503010001"))
                .finish(CURRENT, Status.PASSED, ofMillis(900), "", new Fact.Code("stdout", "text", "202503010001"))
                .tell(new Event.StepFinished(teller.now(), PREFLIGHT, Status.PASSED, ofMillis(13_938), Map.of(),
                        List.of(), null, ""))
                .start(BACKUP, ofSeconds(1), new Fact.Text("backup", "backup/partners.dump"))
                .finish(BACKUP, Status.PASSED, ofSeconds(2),
                        "For the release notes: /srv/runs/backup/partners-category-fk_20261120T021407Z.dump",
                        new Fact.Text("backup",
                                "/srv/runs/backup/partners-category-fk_20261120T021407Z.dump (1,234,567 bytes)"))
                .start(CHUNKS, null,
                        new Fact.Code("sql", "sql", "SELECT ceil(count(*) / 500.0)::int AS chunks\nFROM partners"))
                .finish(CHUNKS, Status.PASSED, ofMillis(25), "48 chunks, so 48 to 96 s",
                        new Fact.Grid("rows", List.of("chunks"), List.of(List.of("48")), 0));
    }

    void migrated() {
        teller.start(MIGRATE, ofMinutes(2), new Fact.Code("shell", "bash", "./flask db upgrade \"$REVISION\""))
                .armed(MIGRATE).pass(ofSeconds(20)).waiting(MIGRATE, new Waiting(null, ofSeconds(2)))
                .pass(ofSeconds(12))
                .waiting(MIGRATE, Waiting.NOBODY).pass(ofSeconds(38))
                .start(NEW_REVISION, null, new Fact.Code("shell", "bash", "./flask db current"))
                .judge(NEW_REVISION, Verdict.of(true, "stdout", "202503010002 (head)", "202503010002 (head)"))
                .finish(NEW_REVISION, Status.PASSED, ofMillis(880), "",
                        new Fact.Code("stdout", "text", "202503010002 (head)"))
                .start(VALIDATED, null, new Fact.Code("sql", "sql", "SELECT convalidated FROM pg_constraint"))
                .judge(VALIDATED, Verdict.of(true, "value", "true", "true"))
                .finish(VALIDATED, Status.PASSED, ofMillis(4), "")
                .tell(new Event.StepFinished(teller.now(), MIGRATE, Status.PASSED, ofMillis(70_884), Map.of(),
                        List.of(new Fact.Code("stderr", "text",
                                "INFO  [alembic] Running upgrade 202503010001 -> 202503010002"), SESSIONS),
                        null, ""));
    }

    void migrationFailed() {
        teller.start(MIGRATE, ofSeconds(10), new Fact.Code("shell", "bash", "./flask db upgrade \"$REVISION\""))
                .armed(MIGRATE).pass(ofSeconds(4)).waiting(MIGRATE, new Waiting(ofSeconds(3), null)).pass(ofSeconds(6))
                .tried(MIGRATE, ofSeconds(10), LOCKED, ofSeconds(5), 1)
                .pass(ofSeconds(10)).tried(MIGRATE, ofSeconds(10), LOCKED, ofSeconds(5), 0)
                .fail(MIGRATE, ofSeconds(31),
                        Failure.of("exit", "exit code 1", "canceling statement due to lock timeout"),
                        new Fact.Code("stderr", "text", "psycopg.errors.LockNotAvailable: canceling statement"));
    }

    void validated(boolean valid) {
        String table = """
                index                                     | valid
                ix_partners_category_status_featured_sort |\s""";
        teller.start(VALIDATION, null).start(SMOKE, null, new Fact.Code("shell", "bash", "./flask shell -c …"))
                .judge(SMOKE, Verdict.of(true, "stdout", "20", "20")).finish(SMOKE, Status.PASSED, ofSeconds(1), "")
                .start(INDEX, null,
                        new Fact.Code("sql", "sql",
                                "SELECT c.relname AS index, i.indisvalid AS valid\nFROM pg_index i"))
                .judge(INDEX, valid
                        ? Verdict.of(true, "table", "1 row", "so")
                        : Verdict.of(false, "table", "the table", "1 row, which differs",
                                new Fact.Difference("table", table + "t", table + "f",
                                        DIFFERENCE)));
        Fact rows = new Fact.Grid("rows", List.of("index", "valid"),
                List.of(List.of("ix_partners_category_status_featured_sort", valid ? "t" : "f")), 0);
        if (valid) {
            teller.finish(INDEX, Status.PASSED, ofMillis(6), "", rows)
                    .tell(group(Status.PASSED));
        } else {
            teller.fail(INDEX, ofMillis(6), Failure.of(Failure.EXPECTATION,
                    "table: expected the table, found 1 row, which differs", ""), rows)
                    .tell(group(Status.FAILED));
        }
    }

    private Event group(Status status) {
        return new Event.StepFinished(teller.now(), VALIDATION, status, ofMillis(1_006), Map.of(), List.of(), null, "");
    }

    void paused() {
        teller.start(PAUSED, null, new Fact.Text("confirm", "Incoming admin writes are paused"))
                .answer(PAUSED, "Incoming admin writes are paused", "yes", "oncall")
                .finish(PAUSED, Status.PASSED, ofSeconds(8), "");
    }

    RunRecord judged(Ending ending) {
        return teller.start(SUCCESS, null, new Fact.Code("sql", "sql", "SELECT count(*) FROM partners"))
                .judge(SUCCESS, Verdict.of(true, "value", "0", "0")).finish(SUCCESS, Status.PASSED, ofMillis(9), "")
                .end(ending, "Every step is applied, and every check of its success holds.").record();
    }

    private static StepRef in(StepRef group, String key, String name, String kind) {
        return new StepRef(key, group.key(), Phase.FORWARD, name, kind);
    }

    private static StepRef undo(String key, String name, String kind) {
        return new StepRef(key, "migrate", Phase.ROLLBACK, name, kind);
    }
}
