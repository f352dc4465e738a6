package dev.runbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.testing.RealPostgres;
import dev.runbook.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `runbooks/partners-fk.yaml` failing in several ways, with its real application; after each of them the data is what
/// it was.
@RealPostgres
class PartnersFailuresTest {
    private static final String COLUMN = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'partners'::regclass"
            + " AND attname = 'category_id' AND NOT attisdropped";
    private static final String PARTNERS = "SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM partners p"
            + " WHERE id <= 24000";

    @TempDir
    Path folder;
    @SuppressWarnings("NullAway.Init")
    private Trial trial;
    private String before = "";

    @BeforeEach
    void prepare(TestDatabase database) throws Exception {
        trial = Trial.of("partners-fk", database, folder).prepared("partners", """
                ./install.sh
                ./flask db upgrade 202503010001
                psql -qX -v ON_ERROR_STOP=1 -f seed.sql "$DATABASE_URL"
                """);
        before = trial.one(PARTNERS);
    }

    @Test
    void aDatabaseThatIsSaidToBeMigratedIsNotTouched() throws Exception {
        trial.execute("UPDATE alembic_version SET version_num = '202503010002'");
        fails();
        trial.hasReportWithoutOutput("the database is at the new revision already");
    }

    @Test
    void aPartnerOfAnUnknownCategoryIsFoundByTheSmokeTest() throws Exception {
        trial.execute("""
                CREATE FUNCTION somebody() RETURNS event_trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO partners (id, name, category, status, featured, sort_order)
                    VALUES (24001, 'Meanwhile', 'unheard-of', 'active', false, 1) ON CONFLICT DO NOTHING;
                END$$;
                CREATE EVENT TRIGGER meanwhile ON ddl_command_end WHEN TAG IN ('ALTER TABLE')
                EXECUTE FUNCTION somebody();
                """);
        fails();
        trial.hasReportWithoutOutput("somebody adds a partner meanwhile");
    }

    /// The foreign key comes last, so that most of the upgrade has been done, and committed, by then.
    @Test
    void aLockOnTheCategoriesStopsTheUpgradeHalfWay() throws Exception {
        try (Connection other = trial.database().connect(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE partner_categories IN ROW EXCLUSIVE MODE");
            fails();
        }
        trial.hasReportWithoutOutput("somebody holds the categories");
    }

    @Test
    void aServerThatEndsTheSessionLeavesNothingBehind() throws Exception {
        trial.execute("""
                CREATE FUNCTION the_end() RETURNS event_trigger LANGUAGE plpgsql AS
                $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); END$$;
                CREATE EVENT TRIGGER dead ON ddl_command_start WHEN TAG IN ('CREATE INDEX')
                EXECUTE FUNCTION the_end();
                """);
        fails();
        trial.hasReportWithoutOutput("the server ends the session");
    }

    private void fails() throws Exception {
        Cli.Result run = trial.run();
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(trial.one(COLUMN)).isEqualTo("0");
        assertThat(trial.one(PARTNERS)).isEqualTo(before);
    }
}
